import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { VerificationReport } from '@qianyin/contract';
import { sm3 } from '@qianyin/gm';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { smallPdf } from '../../../testing/files.ts';
import { DOT, type IssuingParts, issuingParts } from '../../../testing/issuing-parts.ts';
import { certifiedPhone } from '../../../testing/phone.ts';
import { sealPdf } from '../../../testing/sealed-pdf.ts';
import { revokeCertificate } from '../../certificates/index.ts';
import { verifyDocument } from './verify-document.ts';

type Certified = Awaited<ReturnType<typeof certifiedPhone>>;
let parts: IssuingParts;
let holder: Certified;
let sealed: Uint8Array;
before(async () => {
  parts = await issuingParts({ drawing: DOT });
  holder = await certifiedPhone(parts);
  sealed = (await sealPdf(parts, holder, smallPdf())).pdf;
});
after(() => parts[Symbol.asyncDispose]());

const verify = (pdf: Uint8Array): Promise<VerificationReport> =>
  verifyDocument(parts, new File([new Uint8Array(pdf)], '合同.pdf'));

/** Check → outcome, with the reason of what failed. */
function outcomes({ signatures }: VerificationReport, index = 0): Record<string, string> {
  const checks = signatures[index]?.checks ?? [];
  return Object.fromEntries(checks.map(({ check, outcome, reason }) => [check, reason ?? outcome]));
}

const GOOD = {
  integrity: 'ok',
  signature: 'ok',
  chain: 'ok',
  revocation: 'ok',
  validity: 'ok',
  time: 'not-checked',
};

test('a document without signatures is unsigned, and named by its digest', async () => {
  const pdf = smallPdf();
  const report = await verify(pdf);
  assert.deepEqual(report, {
    fileName: '合同.pdf',
    digest: Buffer.from(sm3(pdf)).toString('hex'),
    verdict: 'unsigned',
    modifiedAfterLastSignature: false,
    signatures: [],
  });
});

test('one seal is valid and names its signer', async () => {
  const report = await verify(sealed);
  assert.equal(report.verdict, 'valid');
  assert.deepEqual(outcomes(report), GOOD);
  const [signature] = report.signatures;
  assert.ok(signature);
  const { signerName, uscc, issuerName, serial, coversWholeFile, valid } = signature;
  assert.deepEqual(
    { signerName, uscc, issuerName, serial, coversWholeFile, valid },
    {
      signerName: holder.pair.name,
      uscc: holder.pair.uscc,
      issuerName: 'Qianyin SM2 Issuing CA',
      serial: holder.pair.serial,
      coversWholeFile: true,
      valid: true,
    },
  );
});

test('a second seal keeps the first valid', async () => {
  const twice = (await sealPdf(parts, holder, sealed)).pdf;
  assert.deepEqual(twice.subarray(0, sealed.length), sealed);
  const report = await verify(twice);
  assert.equal(report.verdict, 'valid');
  assert.deepEqual(
    report.signatures.map(({ coversWholeFile, valid }) => [coversWholeFile, valid]),
    [
      [false, true],
      [true, true],
    ],
  );
});

test('one altered byte fails the integrity, bytes added behind the signature too', async () => {
  const altered = Uint8Array.from(sealed);
  const at = Buffer.from(altered).indexOf('(page) Tj');
  altered[at + 1] = 0x50;
  const report = await verify(altered);
  assert.equal(report.verdict, 'invalid');
  assert.equal(outcomes(report)['integrity'], 'pki/digest-mismatch');
  const longer = await verify(Buffer.concat([sealed, Buffer.from('\n% more\n')]));
  assert.equal(longer.verdict, 'invalid');
  assert.equal(longer.modifiedAfterLastSignature, true);
});

test('another authority’s chain is not ours, whatever it calls itself', async () => {
  await using others = await issuingParts({ drawing: DOT });
  const stranger = await certifiedPhone(others);
  const report = await verify((await sealPdf(others, stranger, smallPdf())).pdf);
  assert.equal(report.verdict, 'invalid');
  const { chain, revocation, integrity } = outcomes(report);
  assert.deepEqual([integrity, revocation], ['ok', 'not-checked']);
  assert.match(chain ?? '', /^pki\/(chain-incomplete|certificate-signature-wrong)$/);
});

test('a revocation counts from its moment on', async () => {
  const wish = { form: { unitName: '宿迁乙建设有限公司', uscc: '91350100M000100Y43' } };
  const other = await certifiedPhone(parts, wish);
  const early = (await sealPdf(parts, other, smallPdf(), { signingTime: other.pair.notBefore })).pdf;
  parts.clock.advance(60);
  const late = (
    await sealPdf(parts, other, smallPdf(), { signingTime: new Date(parts.clock.now().getTime() + 60_000) })
  ).pdf;
  await revokeCertificate(parts, {
    certificateId: other.pair.id,
    reason: 'keyCompromise',
    actor: { kind: 'system', id: 'test' },
  });
  assert.equal((await verify(early)).verdict, 'valid');
  const report = await verify(late);
  assert.equal(report.verdict, 'invalid');
  assert.deepEqual(outcomes(report), { ...GOOD, revocation: 'pki/revoked' });
});

test('files that are no readable PDF are refused by name', async () => {
  const text = (content: string): Uint8Array => new Uint8Array(Buffer.from(content));
  await expectRefusal('documents/not-a-pdf', verify(text('hello')));
  await expectRefusal('documents/not-a-pdf', verify(new Uint8Array(0)));
  await expectRefusal('documents/pdf-unreadable', verify(text('%PDF-1.7\nnothing else')));
  await expectRefusal('documents/pdf-unreadable', verify(sealed.subarray(0, 300)));
  await expectRefusal('request/too-large', verify(new Uint8Array(20 * 1024 * 1024 + 1)));
});

test('many at once are served one after the other', async () => {
  const reports = await Promise.all(Array.from({ length: 6 }, () => verify(sealed)));
  assert.deepEqual(new Set(reports.map(({ verdict }) => verdict)), new Set(['valid']));
});
