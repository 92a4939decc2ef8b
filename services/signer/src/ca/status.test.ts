import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assembleCertificate,
  assembleCrl,
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  buildTbsCrl,
  isCrlSignedBy,
  parseCertificate,
  parseCrl,
  parseOcspRequest,
  parseOcspResponse,
  verifyOcspResponse,
} from '@qianyin/pki';
import type { Certificate, CertificateStatus, RevokedCertificate, TbsCrlInput } from '@qianyin/pki';
import { lintRequest, readChain, unitTbs } from '../testing/issuing.ts';
import type { Chain } from '../testing/issuing.ts';
import { createPhone } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';

let running: TestSigner;
let chain: Chain;
before(async () => {
  running = await temporarySigner();
  chain = await readChain(running.client);
});
after(() => running[Symbol.asyncDispose]());

const refused = { code: 'signer/structure-refused' };
const seconds = (fromNow: number) => new Date((Math.floor(Date.now() / 1000) + fromNow) * 1000);
const DAY = 86_400;

async function issue(): Promise<Certificate> {
  const { client } = running;
  const { publicKey } = await createPhone(client);
  const tbs = unitTbs(chain, publicKey);
  const request = lintRequest(tbs);
  const { token } = await client.lintCertificate(request);
  const { signature } = await client.signCertificate({ issuanceId: request.issuanceId, token, tbs });
  return parseCertificate(assembleCertificate(tbs, signature));
}

let number = 0;
const list = (revoked: RevokedCertificate[], change: Partial<TbsCrlInput> = {}) => {
  number += 1;
  return buildTbsCrl({
    issuer: chain.issuing,
    number,
    thisUpdate: seconds(0),
    nextUpdate: seconds(DAY),
    revoked,
    ...change,
  });
};
const standing: RevokedCertificate[] = [];

function answer(
  certificate: Certificate,
  status: CertificateStatus,
  change: { nextUpdate?: Date; producedAt?: Date } = {},
) {
  const [asked] = parseOcspRequest(buildOcspRequest(certificate, chain.issuing)).certIds;
  assert.ok(asked);
  const now = seconds(0);
  const { producedAt = now, nextUpdate = seconds(3600) } = change;
  const answers = [{ certId: asked, status, thisUpdate: producedAt < now ? producedAt : now, nextUpdate }];
  return buildOcspResponseData({ responder: chain.ocsp, producedAt, answers });
}

test('a revocation list is signed, and the same bytes get the same signature', async () => {
  const { client } = running;
  const certificate = await issue();
  standing.push({ serial: certificate.serial, at: seconds(-10), reason: 'keyCompromise' });
  const tbs = list(standing);
  const { signature } = await client.signCrl({ tbs });
  assert.deepEqual((await client.signCrl({ tbs })).signature, signature);
  const crl = parseCrl(assembleCrl(tbs, signature));
  assert.ok(isCrlSignedBy(crl, chain.issuing));
  assert.deepEqual(
    [...crl.revoked].map(({ serial }) => serial),
    [certificate.serial],
  );
});

test('a list with an old number, wrong times, another issuer, or that is no list, is refused', async () => {
  const { client } = running;
  const sign = (tbs: Uint8Array) => client.signCrl({ tbs });
  await assert.rejects(sign(list(standing, { number: 1, nextUpdate: seconds(2 * DAY) })), refused);
  await assert.rejects(sign(list(standing, { thisUpdate: seconds(-DAY) })), refused);
  await assert.rejects(sign(list(standing, { thisUpdate: seconds(DAY), nextUpdate: seconds(2 * DAY) })), refused);
  await assert.rejects(sign(list(standing, { nextUpdate: seconds(30 * DAY) })), refused);
  await assert.rejects(sign(list(standing, { issuer: chain.root })), refused);
  await assert.rejects(sign(list(standing, { baseNumber: 0 })), refused, 'a delta list');
  await assert.rejects(sign(list(standing, { scope: { only: 'user' } })), refused, 'a list of a part');
  await assert.rejects(sign(chain.issuing.tbs), refused);
  await assert.rejects(sign(list(standing).slice(0, -1)), refused);
});

test('no list takes a revocation back, moves its date, holds, or names a stranger’s certificate', async () => {
  const { client } = running;
  const sign = (revoked: RevokedCertificate[]) => client.signCrl({ tbs: list(revoked) });
  const [first] = standing as [RevokedCertificate];
  await assert.rejects(sign([]), refused);
  await assert.rejects(sign([{ ...first, at: seconds(-5) }]), refused);
  await assert.rejects(sign([first, { serial: '5a5a5a5a', at: seconds(-5), reason: 'superseded' }]), refused);
  const second = await issue();
  await assert.rejects(sign([first, { serial: second.serial, at: seconds(-5), reason: 'certificateHold' }]), refused);
  await sign([first]);
});

test('an OCSP answer is signed by the delegate and verifies', async () => {
  const { client } = running;
  const certificate = await issue();
  const tbs = answer(certificate, { kind: 'good' });
  const { signature } = await client.signOcsp({ tbs });
  const parsed = parseOcspResponse(assembleOcspResponse(tbs, signature, chain.ocsp));
  assert.ok(parsed.status === 'successful');
  const { response } = parsed;
  const verdict = verifyOcspResponse({ response, certificate, issuer: chain.issuing, at: new Date() });
  assert.equal(verdict.ok, true, JSON.stringify(verdict));
});

test('an OCSP answer never calls a revoked or unknown certificate good', async () => {
  const { client } = running;
  const [first] = standing as [RevokedCertificate];
  const certificate = await issue();
  const sign = (tbs: Uint8Array) => client.signOcsp({ tbs });
  const revoked = { ...certificate, serial: first.serial };
  await assert.rejects(sign(answer(revoked, { kind: 'good' })), refused);
  await assert.rejects(sign(answer({ ...certificate, serial: '5a5a5a5a' }, { kind: 'good' })), refused);
  await sign(answer({ ...certificate, serial: '5a5a5a5a' }, { kind: 'unknown' }));

  const at = seconds(-1);
  await sign(answer(certificate, { kind: 'revoked', at, reason: 'superseded' }));
  await assert.rejects(sign(answer(certificate, { kind: 'good' })), refused);
  // Revoked in OCSP first: no later list may leave it out.
  await assert.rejects(client.signCrl({ tbs: list([first]) }), refused);
  await client.signCrl({ tbs: list([first, { serial: certificate.serial, at, reason: 'superseded' }]) });
});

test('an OCSP answer of another responder, another time or no structure is refused', async () => {
  const { client } = running;
  const certificate = await issue();
  const sign = (tbs: Uint8Array) => client.signOcsp({ tbs });
  const answers = [
    answer(certificate, { kind: 'good' }, { nextUpdate: seconds(60 * DAY) }),
    answer(certificate, { kind: 'good' }, { producedAt: seconds(-DAY) }),
    answer(certificate, { kind: 'good' }).slice(0, -1),
    chain.issuing.tbs,
  ];
  for (const tbs of answers) await assert.rejects(sign(tbs), refused);
  const ocsp = chain.ocsp;
  chain.ocsp = chain.issuing;
  await assert.rejects(sign(answer(certificate, { kind: 'good' })), refused);
  chain.ocsp = ocsp;
});
