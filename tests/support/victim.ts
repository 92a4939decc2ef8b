/** Somebody who has everything there is to take: orders in every state, keys, certificates, a seal, scan sessions. */
import assert from 'node:assert/strict';
import type { OpenedSession } from '@qianyin/client/platform';
import type { ScanRequest } from '@qianyin/contract';
import { obtainCertificate, type Phone } from '@qianyin/wallet/core';
import { pay, review } from '../../tools/demo/applicant.ts';
import { rows } from './database.ts';
import { certify, type Desks, draft, logIn, newDevice, type Person, person, prove, uploadAll } from './people.ts';
import { claim, confirm, openSeal } from './scans.ts';
import type { Story } from './story.ts';

export interface Victim {
  who: Person;
  phone: Phone;
  /** Another device, logged in to the same account. */
  second: Phone;
  /** Certificates issued. */
  issued: { orderId: string; keyId: string; encryptionKeyId: string; certificateId: string; materialId: string };
  /** Paid, with both keys and a finished request, certificates not yet issued. */
  paid: { orderId: string; keyId: string; ceremonyId: string };
  submitted: { orderId: string };
  draft: { orderId: string };
  sealId: string;
  /** A seal that waits for the victim's phone. */
  waiting: { session: OpenedSession; request: ScanRequest };
  /** A seal that was confirmed; its result is not taken yet. */
  confirmed: { session: OpenedSession; documentId: string };
}

export async function makeVictim(story: Story, desks: Desks): Promise<Victim> {
  const who = person(1);
  const gate = issuingGate();
  const phone = await newDevice(story, gate.fetch);
  await logIn(story, phone, who);
  await prove(phone, who);
  const { order, certificate } = await certify(phone, who, desks);
  const [material] = (await phone.api.orders.showOrder({ orderId: order.id })).materials;
  const [seal] = (await phone.api.seals.listSeals()).seals;
  assert.ok(material && seal);
  const paid = await paidOrder(story, phone, { ...who, form: person(2).form }, desks, gate);
  const submitted = await draft(phone, { ...who, form: person(3).form });
  await uploadAll(phone, submitted.id);
  await phone.api.orders.submitOrder({ orderId: submitted.id });
  const second = await newDevice(story);
  await logIn(story, second, who);
  const confirmed = await openSeal(story, who.form.uscc);
  const { documents } = await confirm(story, phone, confirmed, who.pin);
  const waiting = await openSeal(story, who.form.uscc);
  return {
    who,
    phone,
    second,
    issued: {
      orderId: order.id,
      keyId: certificate.signingKeyId,
      encryptionKeyId: certificate.encryptionKeyId,
      certificateId: certificate.certificateId,
      materialId: material.id,
    },
    paid,
    submitted: { orderId: submitted.id },
    draft: { orderId: (await draft(phone, { ...who, form: person(4).form })).id },
    sealId: seal.id,
    waiting: { session: waiting, request: await claim(story, phone, waiting) },
    confirmed: { session: confirmed, documentId: documents[0]?.id ?? assert.fail('no document') },
  };
}

/** A line that can be cut at the very step that issues. */
function issuingGate() {
  const gate = { shut: false, fetch: globalThis.fetch };
  gate.fetch = (input, init) => {
    const { url } = input as Request;
    return gate.shut && url.endsWith('/issue-certificates') ? Promise.reject(new TypeError('cut')) : fetch(input, init);
  };
  return gate;
}

async function paidOrder(
  story: Story,
  phone: Phone,
  who: Person,
  desks: Desks,
  gate: { shut: boolean },
): Promise<Victim['paid']> {
  const order = await draft(phone, who);
  await uploadAll(phone, order.id);
  await phone.api.orders.submitOrder({ orderId: order.id });
  await review(desks, order.id);
  await pay(phone, order.id);
  gate.shut = true;
  await assert.rejects(obtainCertificate(phone, { order, pin: who.pin }), { name: 'NetworkError' });
  gate.shut = false;
  const [request] = await rows<{ key_id: string; ceremony_id: string }>(
    story,
    'server',
    'select key_id, ceremony_id from certificates.request where order_id = $1',
    [order.id],
  );
  assert.ok(request);
  return { orderId: order.id, keyId: request.key_id, ceremonyId: request.ceremony_id };
}

/** What must never stand in an answer to anybody else. */
export function marksOf({ who, phone, issued, paid, submitted, draft: open, sealId, waiting }: Victim): string[] {
  const orders = [issued.orderId, paid.orderId, submitted.orderId, open.orderId];
  const things = [issued.keyId, issued.encryptionKeyId, issued.certificateId, issued.materialId, paid.keyId, sealId];
  const personal = [who.phone, who.name, who.idNumber, who.form.email, person(2).form.uscc, person(3).form.uscc];
  const secrets = [waiting.session.secret, phone.session?.token ?? '', phone.session?.account.id ?? ''];
  return [orders, things, personal, secrets].flat().filter((mark) => mark !== '');
}
