/** The phone's side of the protocols, played with the library that the wallet uses, against the operations themselves. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  type RandomBytes,
  Secret,
  phoneFinishKey,
  phoneFinishSignature,
  phoneStartKey,
  phoneStartSignature,
  sm2Decrypt,
  sm2Digest,
  sm2GenerateKeyPair,
} from '@qianyin/gm';
import type { WalletHolder } from '../domains/accounts/index.ts';
import type { DualCertificates } from '../domains/certificates/model.ts';
import { beginCertificateRequest } from '../domains/certificates/operations/begin-certificate-request.ts';
import { finishCertificateRequest } from '../domains/certificates/operations/finish-certificate-request.ts';
import { issueCertificates } from '../domains/certificates/operations/issue-certificates.ts';
import { beginCosignature, finishCosignature } from '../domains/keys/index.ts';
import { createEncryptionKey } from '../domains/keys/operations/create-encryption-key.ts';
import { createKey } from '../domains/keys/operations/create-key.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { paidOrder } from './orders.ts';

export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

export interface TestPhone {
  holder: WalletHolder;
  orderId: string;
  keyId: string;
  publicKey: Uint8Array;
  d1: Secret;
  counter: number;
}

/** The holder of an account with a device key of its own. */
export function newHolder(accountId: string): WalletHolder {
  return { accountId, jkt: randomBytes(32).toString('base64url'), tokenHash: Buffer.alloc(32) };
}

/** A phone with the signing key of a paid order. */
export async function phoneWithKey(
  parts: IssuingParts,
  order: { id: string; accountId: string },
  holder = newHolder(order.accountId),
): Promise<TestPhone> {
  const keyId = randomUUID();
  const context = { keyId, account: holder.accountId, device: holder.jkt };
  const { d1, p1, proof } = phoneStartKey({ context, random });
  const made = await createKey(parts, { holder, orderId: order.id, keyId, p1, proof });
  phoneFinishKey({ d1, publicKey: made.publicKey, proof: made.proof, context });
  return { holder, orderId: order.id, keyId, publicKey: made.publicKey, d1, counter: 0 };
}

/** What a wrong PIN makes of a share: another one. */
export const otherShare = (): Secret => Secret.take(sm2GenerateKeyPair(random).privateKey.copy());

/** The answers to a ceremony's nonces for the given messages. */
export function startNonces(phone: TestPhone, messages: (begun: { r2: Uint8Array[] }) => Uint8Array[]) {
  const nonces = [phoneStartSignature({ random })];
  return {
    q1: nonces.map(({ q1 }) => q1),
    answer: (begun: { r2: Uint8Array[] }, d1 = phone.d1): Uint8Array[] =>
      messages(begun).map((message, i) => {
        const { k1, q1 } = nonces[i] as (typeof nonces)[number];
        const e = sm2Digest(phone.publicKey, message);
        return phoneFinishSignature({ d1, k1: Secret.take(k1.copy()), q1, r2: begun.r2[i] as Uint8Array, e }).s1;
      }),
  };
}

/** One message, co-signed; moves the phone's counter. */
export async function cosign(
  parts: IssuingParts,
  phone: TestPhone,
  message: Uint8Array,
  { d1 = phone.d1, ceremonyId = randomUUID() } = {},
): Promise<Uint8Array> {
  const { holder, keyId, counter } = phone;
  const { q1, answer } = startNonces(phone, () => [message]);
  const purpose = { action: 'test', subject: { kind: 'test', id: ceremonyId } };
  const begun = await beginCosignature(parts, { holder, keyId, ceremonyId, counter, q1, messages: [message], purpose });
  const finished = await finishCosignature(parts, { holder, keyId, ceremonyId, s1: answer(begun, d1) });
  phone.counter = finished.counter;
  return finished.signatures[0] as Uint8Array;
}

/** The co-signed PKCS #10 request of the phone's order. */
export async function requestCertificate(parts: IssuingParts, phone: TestPhone): Promise<Uint8Array> {
  const { holder, orderId, keyId, counter } = phone;
  const ceremonyId = randomUUID();
  let info = new Uint8Array();
  const { q1, answer } = startNonces(phone, () => [info]);
  const begun = await beginCertificateRequest(parts, { holder, orderId, keyId, ceremonyId, counter, q1 });
  info = new Uint8Array(begun.requestInfo);
  const finished = await finishCertificateRequest(parts, { holder, orderId, keyId, ceremonyId, s1: answer(begun) });
  phone.counter = finished.counter;
  return finished.request;
}

/** The encryption key that goes with the phone's signing key, its share unwrapped. */
export async function obtainEncryptionKey(parts: IssuingParts, { holder, orderId }: TestPhone) {
  const ephemeral = sm2GenerateKeyPair(random);
  const keyId = randomUUID();
  const made = await createEncryptionKey(parts, { holder, orderId, keyId, recipient: ephemeral.publicKey });
  const d1 = Secret.take(sm2Decrypt({ privateKey: ephemeral.privateKey, ciphertext: made.wrappedShare }));
  return { keyId, publicKey: made.publicKey, d1 };
}

/** A paid order with keys and request: all but the certificates. */
export async function readyPhone(parts: IssuingParts, wish: Parameters<typeof paidOrder>[1] = {}): Promise<TestPhone> {
  const phone = await phoneWithKey(parts, await paidOrder(parts, wish));
  await requestCertificate(parts, phone);
  await obtainEncryptionKey(parts, phone);
  return phone;
}

/** A phone that holds certificates. */
export async function certifiedPhone(
  parts: IssuingParts,
  wish: Parameters<typeof paidOrder>[1] = {},
): Promise<{ phone: TestPhone; pair: DualCertificates }> {
  const phone = await readyPhone(parts, wish);
  const { accountId } = phone.holder;
  return { phone, pair: await issueCertificates(parts, { accountId, orderId: phone.orderId }) };
}
