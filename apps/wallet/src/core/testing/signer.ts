/**
 * The signer's half of two-party keys for the wallet's tests, on @qianyin/gm: counts wrong PINs, keeps the counter,
 * answers a finished ceremony again. The durable one is services/signer; here tests can make its answers get lost.
 */
import {
  GmError,
  type Secret,
  signerCompleteKey,
  signerDecrypt,
  signerFinishSignature,
  signerStartSignature,
  sm2Digest,
  sm2Encrypt,
  sm2GenerateKeyPair,
  splitKey,
} from '@qianyin/gm';
import { problem } from '@qianyin/contract';
import { fromBase64url, toBase64url } from '../bytes.ts';
import { random } from './authority.ts';

interface Key {
  purpose: 'signing' | 'encryption';
  d2: Secret;
  p1: Uint8Array;
  publicKey: Uint8Array;
  counter: number;
  failures: number;
}
interface Ceremony {
  keyId: string;
  counter: number;
  parts: { e: Uint8Array; q1: Uint8Array; k2: Secret }[];
  /** Kept for ever: signatures, or the refusal. */
  answer?: { signatures: string[]; counter: number } | ReturnType<typeof problem>;
}

const bytes = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();

export class Signer {
  readonly keys = new Map<string, Key>();
  readonly ceremonies = new Map<string, Ceremony>();

  createKey(input: { keyId: string; p1: string; proof: string }, holder: { account: string; device: string }) {
    const context = { keyId: input.keyId, ...holder };
    const made = signerCompleteKey({ p1: bytes(input.p1), proof: bytes(input.proof), context, random });
    const { d2, publicKey, proof } = made;
    this.keys.set(input.keyId, { purpose: 'signing', d2, p1: bytes(input.p1), publicKey, counter: 0, failures: 0 });
    return { keyId: input.keyId, publicKey: toBase64url(publicKey), proof: toBase64url(proof) };
  }

  createEncryptionKey(input: { keyId: string; recipient: string }) {
    const { privateKey, publicKey } = sm2GenerateKeyPair(random);
    const { d1, d2, p1 } = splitKey({ privateKey, random });
    this.keys.set(input.keyId, { purpose: 'encryption', d2, p1, publicKey, counter: 0, failures: 0 });
    const wrapped = sm2Encrypt({ publicKey: bytes(input.recipient), plaintext: d1.copy(), random });
    return { keyId: input.keyId, publicKey: toBase64url(publicKey), wrappedShare: toBase64url(wrapped) };
  }

  begin(
    input: { ceremonyId: string; counter: number; q1: string[] },
    keyId: string,
    messages: Uint8Array[],
  ): { r2: string[] } {
    const key = this.#key(keyId);
    const nonces = messages.map(() => signerStartSignature({ p1: key.p1, random }));
    this.ceremonies.set(input.ceremonyId, {
      keyId,
      counter: input.counter,
      parts: messages.map((message, i) => ({
        e: sm2Digest(key.publicKey, message),
        q1: bytes(input.q1[i] ?? ''),
        k2: nonces[i]!.k2,
      })),
    });
    return { r2: nonces.map(({ r2 }) => toBase64url(r2)) };
  }

  finish(input: { ceremonyId: string; s1: string[] }) {
    const ceremony = this.ceremonies.get(input.ceremonyId);
    if (ceremony === undefined || (ceremony.answer === undefined && input.s1.length === 0)) {
      throw problem('keys/ceremony-stale');
    }
    ceremony.answer ??= this.#judge(ceremony, input.s1);
    if ('code' in ceremony.answer) throw ceremony.answer;
    return ceremony.answer;
  }

  openBlinded(input: { keyId: string; requestId: string; blinded: string; t1: string; proof: string }) {
    const { d2, p1 } = this.#key(input.keyId);
    const context = { keyId: input.keyId, requestId: input.requestId };
    const [blinded, t1, proof] = [bytes(input.blinded), bytes(input.t1), bytes(input.proof)];
    return { t2: toBase64url(signerDecrypt({ d2, p1, blinded, t1, proof, context }).t2) };
  }

  #judge({ keyId, counter, parts }: Ceremony, s1: string[]): NonNullable<Ceremony['answer']> {
    const key = this.#key(keyId);
    const { d2, p1, publicKey } = key;
    try {
      const signed = parts.map((part, i) =>
        signerFinishSignature({ d2, p1, publicKey, ...part, s1: bytes(s1[i] ?? '') }),
      );
      if (counter !== key.counter) return problem('keys/clone-detected');
      key.counter += 1;
      key.failures = 0;
      return { signatures: signed.map(({ signature }) => toBase64url(signature)), counter: key.counter };
    } catch (error) {
      if (!(error instanceof GmError) || error.code !== 'gm/share-wrong') throw error;
      key.failures += 1;
      return problem('keys/pin-wrong', { data: { triesLeft: 5 - key.failures } });
    }
  }

  #key(keyId: string): Key {
    const key = this.keys.get(keyId);
    if (key === undefined) throw problem('keys/not-found');
    return key;
  }
}
