import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Certificate, type KeyUsage, parseCertificate, verifyPath } from '@qianyin/pki';
import { inTransaction } from '../../../platform/database.ts';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { DOT, type IssuingParts, issuingParts } from '../../../testing/issuing-parts.ts';
import { claimForm, paidOrder } from '../../../testing/orders.ts';
import { newAccount } from '../../../testing/people.ts';
import { phoneWithKey, readyPhone, requestCertificate } from '../../../testing/phone.ts';
import { readSms, type SmsTables } from '../../accounts/sms-store.ts';
import { membershipsOf, registerEnterprise } from '../../enterprises/index.ts';
import { identityOf } from '../../identity-proofing/index.ts';
import type { IssuanceTables } from '../issuance-store.ts';
import type { DualCertificates } from '../model.ts';
import { issueCertificates } from './issue-certificates.ts';

test('dual certificates hold the two keys, the order’s names and no identity number', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const phone = await readyPhone(parts);
  const wanted = { accountId: phone.holder.accountId, orderId: phone.orderId };
  const pair = await issueCertificates(parts, wanted);
  const [signing, encryption] = [parseCertificate(pair.signing), parseCertificate(pair.encryption)];
  assert.deepEqual(signing.publicKey, phone.publicKey);
  assert.notDeepEqual(encryption.publicKey, phone.publicKey);
  const identity = await identityOf(parts.db, parts.cipher, wanted.accountId);
  for (const [certificate, usage] of [
    [signing, 'digitalSignature'],
    [encryption, 'keyEncipherment'],
  ] as const) {
    assert.deepEqual(pathFaults(pair, certificate, usage, parts.clock.now()), []);
    assert.equal(certificate.subject.commonName, '宿迁市洋河测试有限公司');
    assert.equal(certificate.uscc, pair.uscc);
    assert.match(certificate.personId ?? '', /^[0-9a-f]{64}$/);
    assert.ok(!Buffer.from(certificate.der).includes(identity?.idNumber ?? ''));
    assert.ok(certificate.serialLength >= 8);
    assert.deepEqual(certificate.ocspUrls, [`${parts.publicUrl}/ocsp`]);
    assert.deepEqual(certificate.crlUrls, [`${parts.publicUrl}/crl/issuing.crl`]);
  }
  assert.equal(pair.notAfter.getUTCFullYear(), pair.notBefore.getUTCFullYear() + 1);
  assert.deepEqual(
    (await membershipsOf(parts.db, wanted.accountId)).map(({ role, uscc }) => [role, uscc]),
    [['administrator', pair.uscc]],
  );
  assert.match(
    await newestText(parts),
    /^【签印】宿迁市洋河测试有限公司的标证通证书已签发，有效期至\d{4}年\d{1,2}月\d{1,2}日/,
  );
  assert.deepEqual(await issueCertificates(parts, wanted), pair);
  const stranger = await paidOrder(parts, { form: { uscc: '91350100M000100Y43', unitName: '别家公司' } });
  await expectRefusal('orders/not-found', issueCertificates(parts, { ...wanted, accountId: stranger.accountId }));
});

test('without a paid order, a finished request and both keys nothing is signed', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const order = await paidOrder(parts);
  const wanted = { accountId: order.accountId, orderId: order.id };
  await expectRefusal('certificates/request-missing', issueCertificates(parts, wanted));
  const phone = await phoneWithKey(parts, order);
  await expectRefusal('certificates/request-missing', issueCertificates(parts, wanted));
  await requestCertificate(parts, phone);
  await expectRefusal('certificates/request-missing', issueCertificates(parts, wanted));
  assert.deepEqual(await signedOf(parts), []);
});

test('an enterprise that has an administrator gets no second pair, and nothing is signed for it', async () => {
  await using parts = await issuingParts({ drawing: DOT });
  const phone = await readyPhone(parts);
  const { unitName: name, uscc, legalRepresentative } = claimForm();
  const administratorId = await newAccount(parts);
  const at = parts.clock.now();
  await inTransaction(parts.db, (tx) =>
    registerEnterprise(tx, { name, uscc, legalRepresentative, administratorId, at }),
  );
  const wanted = { accountId: phone.holder.accountId, orderId: phone.orderId };
  await expectRefusal('enterprises/already-claimed', issueCertificates(parts, wanted));
  assert.deepEqual(await signedOf(parts), []);
});

const signedOf = ({ db }: IssuingParts) =>
  db.withTables<IssuanceTables>().selectFrom('certificates.issuance').selectAll().execute();

function pathFaults(pair: DualCertificates, certificate: Certificate, usage: KeyUsage, at: Date): readonly string[] {
  const [issuing, root] = pair.chain.map((der) => parseCertificate(der));
  assert.ok(issuing && root);
  return verifyPath({ certificate, intermediates: [issuing], roots: [root], at, usage }).reasons;
}

async function newestText({ db, cipher }: IssuingParts): Promise<string> {
  const { id } = await db
    .withTables<SmsTables>()
    .selectFrom('accounts.sms_message')
    .select('id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return (await readSms(db, cipher, id))?.text ?? '';
}
