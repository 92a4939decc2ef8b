/** The phone's side of the protocol, played with the same library the wallet uses. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  phoneFinishKey,
  phoneFinishSignature,
  phoneStartKey,
  phoneStartSignature,
  Secret,
  sm2Decrypt,
  sm2Digest,
  sm2GenerateKeyPair,
} from '@qianyin/gm';
import type { RandomBytes } from '@qianyin/gm';
import type { SignerClient } from '../interface/index.ts';

export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
export const utf8 = (text: string) => new TextEncoder().encode(text);
export const HOLDER = { account: 'account-1', device: 'device-1' };

/** A share that has the right form and is not the right one: what unmasking with a wrong PIN yields. */
export const wrongShare = (): Secret => Secret.take(sm2GenerateKeyPair(random).privateKey.copy());

export interface Phone {
  keyId: string;
  publicKey: Uint8Array;
  d1: Secret;
  counter: number;
}

export async function createPhone(client: SignerClient, keyId: string = randomUUID()): Promise<Phone> {
  const { account, device } = HOLDER;
  const context = { keyId, account, device };
  const { d1, p1, proof } = phoneStartKey({ context, random });
  const reply = await client.beginKey({ keyId, context: HOLDER, p1, proof });
  phoneFinishKey({ d1, publicKey: reply.publicKey, proof: reply.proof, context });
  return { keyId, publicKey: reply.publicKey, d1, counter: 0 };
}

export interface Begun {
  keyId: string;
  ceremonyId: string;
  /** The answers of a phone that holds this share. Works once: nonces are wiped. */
  answer: (d1: Secret) => Uint8Array[];
  request: Parameters<SignerClient['beginCosignature']>[0];
  r2: Uint8Array[];
}

/** Opens a ceremony. */
export async function begin(client: SignerClient, phone: Phone, messages: Uint8Array[]): Promise<Begun> {
  const ceremonyId = randomUUID();
  const nonces = messages.map(() => phoneStartSignature({ random }));
  const request = { keyId: phone.keyId, ceremonyId, counter: phone.counter, messages, q1: nonces.map(({ q1 }) => q1) };
  const { r2 } = await client.beginCosignature(request);
  const answer = (d1: Secret) =>
    nonces.map(({ k1, q1 }, index) => {
      const e = sm2Digest(phone.publicKey, messages[index] as Uint8Array);
      return phoneFinishSignature({ d1, k1: Secret.take(k1.copy()), q1, r2: r2[index] as Uint8Array, e }).s1;
    });
  return { keyId: phone.keyId, ceremonyId, answer, request, r2 };
}

/** A whole ceremony with the given share, by default the right one; moves the phone's counter. */
export async function cosign(client: SignerClient, phone: Phone, messages: Uint8Array[], d1: Secret = phone.d1) {
  const { keyId, ceremonyId, answer } = await begin(client, phone, messages);
  const reply = await client.finishCosignature({ keyId, ceremonyId, s1: answer(d1) });
  phone.counter = reply.counter;
  return reply.signatures;
}

/** The encryption key that goes with a phone's signing key. */
export async function createEncryptionKey(client: SignerClient, phone: Phone, keyId: string = randomUUID()) {
  const ephemeral = sm2GenerateKeyPair(random);
  const request = { keyId, context: HOLDER, recipient: ephemeral.publicKey, signingKeyId: phone.keyId };
  const { publicKey, wrappedShare } = await client.createEncryptionKey(request);
  const d1 = Secret.take(sm2Decrypt({ privateKey: ephemeral.privateKey, ciphertext: wrappedShare }));
  return { keyId, publicKey, d1, request, wrappedShare };
}
