import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectRefusal } from '../../../testing/expect-refusal.ts';
import { smallPdf, smallPng } from '../../../testing/files.ts';
import { type OrderParts, draftOrder, newDesk, orderParts, submittedOrder, upload } from '../../../testing/orders.ts';
import { provedAccount } from '../../../testing/people.ts';
import type { AuditTables } from '../../audit/store.ts';
import { materialsOf } from '../materials-store.ts';
import { MATERIAL_MAX_BYTES, type Order } from '../model.ts';
import { viewOrder } from '../view.ts';
import { showMaterial } from './show-material.ts';
import { uploadMaterial } from './upload-material.ts';

const send = (
  parts: OrderParts,
  order: Order,
  bytes: string | Uint8Array<ArrayBuffer>,
  name = 'licence.pdf',
  kind = 'business-licence',
) => uploadMaterial(parts, { accountId: order.accountId, orderId: order.id, kind, file: new File([bytes], name) });

test('a material is what its bytes are, under a clean name; the next of its kind replaces it', async () => {
  await using parts = await orderParts();
  const order = await draftOrder(parts, await provedAccount(parts));
  await send(parts, order, smallPdf());
  await send(parts, order, smallPng(), '..\\..\\扫描\u202egpj.html');
  const { materials } = await viewOrder(parts, order);
  assert.equal(materials.length, 1);
  assert.deepEqual(
    [materials[0]?.mediaType, materials[0]?.fileName, materials[0]?.name.zh],
    ['image/png', '扫描gpj.html', '营业执照'],
  );
});

test('uploads of one kind at the same moment leave one material', async () => {
  await using parts = await orderParts();
  const order = await draftOrder(parts, await provedAccount(parts));
  await Promise.all([1, 2, 3, 4].map((n) => send(parts, order, smallPdf(`page ${n}`))));
  assert.equal((await materialsOf(parts.db, parts.cipher, [order.id])).get(order.id)?.length, 1);
});

test('refuses other files, broken and encrypted ones, too large ones and unknown kinds', async () => {
  await using parts = await orderParts();
  const order = await draftOrder(parts, await provedAccount(parts));
  const encrypted = Buffer.from(smallPdf()).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R');
  const script = Buffer.from(smallPdf())
    .toString('latin1')
    .replace('/Type /Catalog ', '/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> ');
  await expectRefusal('orders/material-type', send(parts, order, '<html></html>'));
  await expectRefusal('orders/material-type', send(parts, order, ''));
  await expectRefusal('orders/material-unreadable', send(parts, order, smallPdf().slice(0, 100)));
  await expectRefusal('orders/material-unreadable', send(parts, order, encrypted));
  await expectRefusal('orders/material-unreadable', send(parts, order, script));
  await expectRefusal('request/too-large', send(parts, order, new Uint8Array(MATERIAL_MAX_BYTES + 1)));
  await expectRefusal('request/invalid', send(parts, order, smallPdf(), 'a.pdf', 'selfie'));
});

test('nobody else uploads, and nobody to an order under review', async () => {
  await using parts = await orderParts();
  const order = await submittedOrder(parts, await provedAccount(parts));
  const thief = await provedAccount(parts);
  await expectRefusal('orders/not-found', send(parts, { ...order, accountId: thief }, smallPdf()));
  await expectRefusal('orders/not-editable', upload(parts, order, 'application-form'));
});

test('each look of an operator leaves an audit row; changed bytes and another order’s material are not shown', async () => {
  await using parts = await orderParts();
  const { acceptor } = await newDesk(parts);
  const order = await submittedOrder(parts, await provedAccount(parts));
  const materials = (await materialsOf(parts.db, parts.cipher, [order.id])).get(order.id) ?? [];
  const wish = {
    orderId: order.id,
    materialId: materials.find(({ kind }) => kind === 'business-licence')?.id ?? '',
    operator: acceptor,
  };
  const file = await showMaterial(parts, wish);
  assert.deepEqual([file.name, file.type], ['business-licence.pdf', 'application/pdf']);
  assert.deepEqual(new Uint8Array(await file.arrayBuffer()), smallPdf('business-licence'));
  const looks = await parts.db
    .withTables<AuditTables>()
    .selectFrom('audit.entry')
    .select(['actor_id', 'details'])
    .where('action', '=', 'show-material')
    .execute();
  assert.deepEqual(looks, [
    { actor_id: acceptor.id, details: { material: wish.materialId, kind: 'business-licence' } },
  ]);
  const draft = await draftOrder(parts, await provedAccount(parts));
  await expectRefusal('orders/material-not-found', showMaterial(parts, { ...wish, orderId: draft.id }));
  await parts.blobs.put(wish.materialId, smallPdf('another'));
  await assert.rejects(showMaterial(parts, wish), /was changed/);
});
