import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sm2Verify } from '@qianyin/gm';
import { parseCertificate } from '@qianyin/pki';
import { problem } from '@qianyin/contract';
import { toBase64url } from './bytes.ts';
import { settleScan } from './ceremony.ts';
import { obtainCertificate } from './obtain-certificate.ts';
import type { Phone } from './phone.ts';
import { confirmScan, fittingCertificates, reviewScan } from './scan.ts';
import { type Preparation, prepare, preparedAnswer, preparedPdf, REQUEST, SEAL_ID } from './testing/scan.ts';
import { bytesOf, ORDER, PIN, TestService } from './testing/service.ts';

let service: TestService;
let phone: Phone;
before(async () => {
  service = new TestService();
  phone = await service.phone();
  await obtainCertificate(phone, { order: ORDER, pin: PIN });
});

/** The service prepares `made` and signs `messages` of it, honestly unless told otherwise. */
function serve(made: Preparation): void {
  const answer = preparedAnswer(made);
  service.answers['prepare-scan-session'] = () => answer;
  service.answers['read-scan-document'] = () =>
    new File([new Uint8Array(made.pdf)], 'a.pdf', { type: 'application/pdf' });
  service.answers['begin-scan-signature'] = (input) => {
    const messages = [new TextEncoder().encode(answer.statement), ...made.attributes.map((a) => bytesOf(a.attributes))];
    return service.signer.begin(input, (service.issued as { keyId: string }).keyId, messages);
  };
  service.answers['finish-scan-signature'] = (input) => ({ ...service.signer.finish(input), callback: null });
}

async function review(change: (made: Preparation) => Preparation = (made) => made) {
  const [certificate] = await fittingCertificates(phone, REQUEST);
  serve(change(prepare(certificate!)));
  return reviewScan(phone, { request: REQUEST, certificate: certificate!, sealId: SEAL_ID });
}

test('a reviewed request is signed: statement and attributes', async () => {
  const reviewed = await review();
  const confirmed = await confirmScan(phone, { review: reviewed, number: '5678', pin: PIN });
  assert.equal(confirmed.outcome, 'signed');
  if (confirmed.outcome !== 'signed') return;
  const { publicKey } = parseCertificate(bytesOf(reviewed.certificate.signing));
  assert.equal(reviewed.messages.length, 2);
  for (const [i, message] of reviewed.messages.entries()) {
    assert.ok(sm2Verify({ publicKey, message, signature: confirmed.signatures[i]! }));
  }
});

test('a lost answer is settled before anything is prepared anew', async () => {
  const reviewed = await review();
  service.lost.add('finish-scan-signature');
  await assert.rejects(confirmScan(phone, { review: reviewed, number: '5678', pin: PIN }), {
    code: 'network/unreachable',
  });
  assert.equal(await settleScan(phone, 'anotherSessionsIdQQQQQ'), undefined);
  assert.deepEqual(await phone.storage.list('ceremonies'), []);
  const again = await confirmScan(phone, { review: await review(), number: '5678', pin: PIN });
  assert.equal(again.outcome, 'signed');
});

test('a session that ended after it was signed still tells the count', async () => {
  const reviewed = await review();
  service.lost.add('finish-scan-signature');
  await assert.rejects(confirmScan(phone, { review: reviewed, number: '5678', pin: PIN }));
  const honest = service.answers['finish-scan-signature']!;
  service.answers['finish-scan-signature'] = (input) => {
    throw problem('scan/expired', { data: { counter: (honest(input) as { counter: number }).counter } });
  };
  assert.equal(await settleScan(phone, REQUEST.id), undefined);
  const again = await confirmScan(phone, { review: await review(), number: '5678', pin: PIN });
  assert.equal(again.outcome, 'signed');
});

test('a number that is none of the three does not leave the phone', async () => {
  const reviewed = await review();
  for (const number of ['0000', null]) {
    await assert.rejects(confirmScan(phone, { review: reviewed, number, pin: PIN }), { code: 'wallet/number-missing' });
  }
});

describe('what differs from the screen is not signed', () => {
  const statement = (part: Partial<Preparation['statement']>) => (made: Preparation) => ({
    ...made,
    statement: { ...made.statement, ...part },
  });
  const differing: [string, (made: Preparation) => Preparation][] = [
    ['session', statement({ session: 'zzzzzzzzzzzzzzzzzzzzzQ' })],
    ['platform', statement({ platform: 'other' })],
    ['origin', statement({ origin: 'http://127.0.0.1:9999' })],
    ['display', statement({ display: '在合同上盖章' })],
    ['certificate', statement({ certificate: 'abcdef' })],
    ['seal', statement({ seal: ORDER.id })],
    ['time', statement({ time: '2020-01-01T00:00:00.000Z' })],
    ['documents', (made) => ({ ...made, pdf: preparedPdf('别的文件') })],
    ['documents', (made) => statement({ documents: [{ ...made.statement.documents[0]!, name: '别的.pdf' }] })(made)],
  ];
  for (const [field, change] of differing) {
    test(field, () => assert.rejects(review(change), { code: 'wallet/statement-differs', field }));
  }

  test('a login statement for a sealing request', () =>
    assert.rejects(review(statement({ kind: 'login', documents: [], seal: null })), { field: 'kind' }));

  test('attributes over another document', () =>
    assert.rejects(
      review((made) => {
        const other = prepare({ serial: made.statement.certificate, signing: issued().signing }, preparedPdf('别的'));
        return { ...made, attributes: other.attributes };
      }),
      { code: 'wallet/attributes-differ', field: 'messageDigest' },
    ));

  test('attributes that name another certificate', () =>
    assert.rejects(
      review((made) => ({
        ...made,
        attributes: prepare({ serial: made.statement.certificate, signing: issued().encryption }).attributes,
      })),
      { code: 'wallet/attributes-differ', field: 'signingCertificate' },
    ));

  test('attributes that are none, twice, or for a document not asked', async () => {
    const lists: ((made: Preparation) => Preparation['attributes'])[] = [
      () => [],
      (made) => [...made.attributes, ...made.attributes],
      (made) => [{ ...made.attributes[0]!, documentId: ORDER.id }],
    ];
    for (const list of lists) {
      await assert.rejects(
        review((made) => ({ ...made, attributes: list(made) })),
        { code: 'wallet/attributes-differ', field: 'documents' },
      );
    }
  });

  test('a document without a byte range, or with bytes behind it', async () => {
    for (const pdf of [new TextEncoder().encode('%PDF-1.7'), new Uint8Array([...preparedPdf(), 0x20])]) {
      await assert.rejects(
        review((made) => ({ ...made, pdf })),
        { code: 'wallet/document-unreadable' },
      );
    }
  });

  test('a statement in another spelling', async () => {
    const reviewed = await review();
    const spaced = new TextDecoder().decode(reviewed.messages[0]).replace('"v":1', '"v": 1');
    service.answers['prepare-scan-session'] = () => ({ statement: spaced, attributes: [] });
    const { request, certificate } = reviewed;
    await assert.rejects(reviewScan(phone, { request: { ...request, documents: [] }, certificate, sealId: SEAL_ID }), {
      code: 'wallet/statement-malformed',
    });
  });

  test('another message than the reviewed one, signed by a signer who plays along', async () => {
    const reviewed = await review();
    service.answers['begin-scan-signature'] = (input) =>
      service.signer.begin(input, issued().keyId, [new TextEncoder().encode('{}'), reviewed.messages[1]!]);
    const signed = await confirmScan(phone, { review: reviewed, number: '1234', pin: PIN });
    // The phone's s' fits its own message only: the signer's sum comes out wrong, and counts.
    assert.equal(signed.outcome, 'refused');
  });
});

test('a certificate whose keys are elsewhere does not fit', async () => {
  const other = await service.phone();
  await assert.rejects(fittingCertificates(other, REQUEST), { code: 'wallet/no-fitting-certificate' });
  await assert.rejects(fittingCertificates(phone, { ...REQUEST, certificateIds: [] }), {
    code: 'wallet/no-fitting-certificate',
  });
});

test('another certificate than the one of our key is not used', async () => {
  const [certificate] = await fittingCertificates(phone, REQUEST);
  serve(prepare({ ...certificate!, signing: issued().encryption }));
  await assert.rejects(
    reviewScan(phone, {
      request: REQUEST,
      certificate: { ...certificate!, signing: toBase64url(bytesOf(issued().encryption)) },
      sealId: SEAL_ID,
    }),
    { code: 'wallet/certificate-key-differs' },
  );
});

function issued() {
  return service.issued as ReturnType<TestService['issue']>;
}
