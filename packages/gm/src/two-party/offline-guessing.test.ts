/**
 * What a thief learns who has the phone's storage and the record of every refused attempt (specs/two-party-sm2/v1.md, clauses 8 and 10).
 * A PIN is possible when some signer could have produced exactly this record although that PIN were the right one: for each of the 100 PINs
 * the test builds that signer, runs its real functions, and compares byte for byte. The controls show that the comparison can fail.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { sm2Digest } from '../sm2/digest.ts';
import { sm2Encrypt } from '../sm2/encryption.ts';
import { decodePoint, encodePoint, fromInteger, G, invert, mod, openScalar, times } from '../sm2/test-oracle.ts';
import { sm3 } from '../sm3/sm3.ts';
import { hex, random, throwsCode, utf8 } from '../test-support.ts';
import { phoneStartDecryption } from './phone-decryption.ts';
import { phoneFinishSignature, phoneStartSignature } from './phone-signature.ts';
import { maskShare, unmaskShare } from './share-mask.ts';
import { signerDecrypt } from './signer-decryption.ts';
import { signerFinishSignature, signerStartSignature } from './signer-signature.ts';
import { newJointKey } from './test-support.ts';

const RIGHT = '42';
const ALL = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
const context = { keyId: 'key', requestId: 'request' };

/** Stands for Argon2id: the argument does not depend on how slow the function is. */
const kdf = (pin: string, salt = 'salt') => Secret.take(sm3(concat(utf8(salt), utf8(pin))));
const key = newJointKey();
const m = maskShare({ d1: key.d1, kdf: kdf(RIGHT) });
const e = sm2Digest(key.publicKey, utf8('message'));
const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext: utf8('secret'), random });

/** What the thief saw of one refused attempt; k2 is what the signer kept to itself. */
interface Attempt {
  q1: Uint8Array;
  r2: Uint8Array;
  s1: Uint8Array;
  k2: bigint;
  blinded: Uint8Array;
  t1: Uint8Array;
  proof: Uint8Array;
}

/** Tries a share at the real signer, at a signature and at a decryption, and is refused. */
function attempt(d1: Secret): Attempt {
  const { k1, q1 } = phoneStartSignature({ random });
  const { k2, r2 } = signerStartSignature({ p1: key.p1, random });
  const kept = openScalar(k2);
  const { s1 } = phoneFinishSignature({ d1, k1, q1, r2, e });
  throwsCode('gm/share-wrong', () => signerFinishSignature({ ...key, k2, q1, e, s1 }));
  const { blinded, t1, proof } = phoneStartDecryption({ d1, ciphertext, context, random });
  throwsCode('gm/share-wrong', () => signerDecrypt({ d2: key.d2, p1: key.p1, blinded, t1, proof, context }));
  return { q1, r2, s1, k2: kept, blinded, t1, proof };
}

function refuses(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof GmError && error.code === 'gm/share-wrong') return true;
    throw error;
  }
}

/** The PINs that could be the right one, given m, the certificate's public key and the record. */
function possible(record: Attempt[]): string[] {
  const sum = mod(openScalar(key.d1) * openScalar(key.d2));
  return ALL.filter((pin) => {
    const d1 = openScalar(unmaskShare({ m, kdf: kdf(pin) }));
    // The one signer that fits this PIN: d2 and k2 are uniform, so that it is exactly as likely as the real one.
    const d2 = Secret.take(fromInteger(mod(sum * invert(d1))));
    const p1 = encodePoint(times(G, d1));
    const publicKey = encodePoint(times(decodePoint(p1), openScalar(d2)).subtract(G));
    assert.equal(hex(publicKey), hex(key.publicKey));
    return record.every(({ q1, r2, s1, k2, blinded, t1, proof }) => {
      const nonce = fromInteger(mod(k2 * openScalar(key.d1) * invert(d1)));
      const other = signerStartSignature({ p1, random: () => nonce });
      assert.equal(hex(other.r2), hex(r2));
      return (
        refuses(() => signerFinishSignature({ d2, k2: other.k2, p1, publicKey, q1, e, s1 })) &&
        refuses(() => signerDecrypt({ d2, p1, blinded, t1, proof, context }))
      );
    });
  });
}

test('storage alone: all 100 PINs are possible', () => {
  assert.deepEqual(possible([]), ALL);
});

test('refused attempts with shares outside the PIN space: all 100 PINs are still possible', () => {
  const record = ['a'].map((typed) => attempt(unmaskShare({ m, kdf: kdf(typed) })));
  assert.deepEqual(possible(record), ALL);
});

test('refused attempts with PINs: each rules out itself, which is what was counted, and nothing else', () => {
  const tried = ['00', '43'];
  const record = tried.map((pin) => attempt(unmaskShare({ m, kdf: kdf(pin) })));
  assert.deepEqual(
    possible(record),
    ALL.filter((pin) => !tried.includes(pin)),
  );
});

// The controls: what clause 8 forbids to keep leaves one PIN, found offline.

test('control: P1 beside the storage gives the PIN away', () => {
  const fits = (pin: string) => hex(encodePoint(times(G, share(pin)))) === hex(key.p1);
  assert.deepEqual(ALL.filter(fits), [RIGHT]);
});

test('control: Q1 and s1 of a finished signature give the PIN away', () => {
  const { k1, q1 } = phoneStartSignature({ random });
  const { r2 } = signerStartSignature({ p1: key.p1, random });
  const { s1, r } = phoneFinishSignature({ d1: key.d1, k1, q1, r2, e });
  const answer = openScalar(Secret.take(s1));
  const right = decodePoint(q1).add(times(G, openScalar(Secret.take(r))));
  assert.deepEqual(
    ALL.filter((pin) => times(G, mod(answer * share(pin))).equals(right)),
    [RIGHT],
  );
});

test('control: the same share masked twice gives the PIN away', () => {
  const second = maskShare({ d1: key.d1, kdf: kdf(RIGHT, 'new salt') });
  const fits = (pin: string) => openScalar(unmaskShare({ m: second, kdf: kdf(pin, 'new salt') })) === share(pin);
  assert.deepEqual(ALL.filter(fits), [RIGHT]);
});

function share(pin: string): bigint {
  return openScalar(unmaskShare({ m, kdf: kdf(pin) }));
}
