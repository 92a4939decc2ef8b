import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealToSvg } from '@qianyin/pki';
import { expectRefusal } from '../../testing/expect-refusal.ts';
import { issuingParts } from '../../testing/issuing-parts.ts';
import { newAccount } from '../../testing/people.ts';
import { certifiedPhone } from '../../testing/phone.ts';
import { eligibleCertificates, revokeCertificate } from '../certificates/index.ts';
import { drawSeal } from './draw-seal.ts';
import { sealForUse } from './operations/seal-for-use.ts';
import { sealsOfCertificates } from './store.ts';

test('a seal is drawn from the name; a name that cannot be one is none', async () => {
  const drawing = await drawSeal('宿迁市洋河测试有限公司');
  assert.ok(drawing);
  assert.deepEqual([drawing.kind, drawing.widthMm, drawing.heightMm], ['round-company', 42, 42]);
  // Ring, star and a path for each character at least.
  assert.ok(drawing.paths.length >= 2 + 11);
  assert.equal(await drawSeal('公'), null);
  assert.equal(await drawSeal('Company With Spaces'), null);
  assert.equal(await drawSeal('宿迁市\u{1F600}有限公司'), null);
});

test('the seal of new certificates is listed and used by its holder, with its certificate, and by nobody else', async () => {
  await using parts = await issuingParts();
  const { phone, pair } = await certifiedPhone(parts);
  const { accountId } = phone.holder;
  const listed = async () => {
    const certificateIds = await eligibleCertificates(parts.db, { accountId, now: parts.clock.now() });
    return sealsOfCertificates(parts.db, { accountId, certificateIds });
  };
  const [seal, ...others] = await listed();
  assert.ok(seal);
  assert.deepEqual(others, []);
  assert.deepEqual([seal.certificateId, seal.name, seal.kind, seal.widthMm], [pair.id, pair.name, 'round-company', 42]);
  const wanted = { accountId, sealId: seal.id, certificateId: pair.id };
  const usable = await sealForUse(parts.db, wanted);
  assert.equal(sealToSvg(usable.drawing), seal.svg);
  const stranger = await newAccount(parts);
  await expectRefusal('seals/not-found', sealForUse(parts.db, { ...wanted, accountId: stranger }));
  await expectRefusal('seals/not-found', sealForUse(parts.db, { ...wanted, certificateId: phone.orderId }));
  await revokeCertificate(parts, {
    certificateId: pair.id,
    reason: 'cessationOfOperation',
    actor: { kind: 'system', id: 'test' },
  });
  assert.deepEqual(await listed(), []);
});

test('a unit whose name cannot be a seal gets its certificates without one', async () => {
  await using parts = await issuingParts();
  const { phone, pair } = await certifiedPhone(parts, { form: { unitName: 'Yanghe Trading Co., Ltd.' } });
  const { accountId } = phone.holder;
  assert.equal(pair.name, 'Yanghe Trading Co., Ltd.');
  assert.deepEqual(await sealsOfCertificates(parts.db, { accountId, certificateIds: [pair.id] }), []);
});
