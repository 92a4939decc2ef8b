import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat } from '../bytes.ts';
import type { RandomBytes } from '../random.ts';
import { Secret } from '../secret.ts';
import { sm2Digest } from '../sm2/digest.ts';
import { sm2Decrypt, sm2Encrypt } from '../sm2/encryption.ts';
import { sm2GenerateKeyPair, sm2PublicKey } from '../sm2/key.ts';
import { sm2SignDigest, sm2Verify } from '../sm2/signature.ts';
import { fromInteger, mod, openScalar, toInteger } from '../sm2/test-oracle.ts';
import { sm3, sm3Kdf } from '../sm3/sm3.ts';
import { bytes, hex, random, throwsCode, utf8 } from '../test-support.ts';
import { phoneFinishDecryption, phoneStartDecryption } from './phone-decryption.ts';
import { phoneStartKey } from './phone-key.ts';
import { phoneFinishSignature, phoneStartSignature } from './phone-signature.ts';
import { maskShare, unmaskShare } from './share-mask.ts';
import { signerDecrypt } from './signer-decryption.ts';
import { signerCompleteKey } from './signer-key.ts';
import { signerFinishSignature, signerStartSignature } from './signer-signature.ts';
import { splitKey } from './split-key.ts';
import type { JointKey } from './test-support.ts';
import { cosign, newJointKey } from './test-support.ts';

const kdf = (pin: string) => Secret.take(bytes(hex(utf8(pin)).padEnd(64, '0')));
const wholeKey = (key: JointKey) => mod(openScalar(key.d1) * openScalar(key.d2) - 1n);
const context = { keyId: 'key', requestId: 'request' };

function open(key: Pick<JointKey, 'd1' | 'd2' | 'p1'>, ciphertext: Uint8Array, d1: Secret = key.d1): Uint8Array {
  const { rho, blinded, t1, proof } = phoneStartDecryption({ d1, ciphertext, context, random });
  const { t2 } = signerDecrypt({ d2: key.d2, p1: key.p1, blinded, t1, proof, context });
  return phoneFinishDecryption({ rho, t2, ciphertext });
}

test('a two-party signature is an ordinary SM2 signature of the message', () => {
  const key = newJointKey();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (message) => {
      const signature = cosign(key, sm2Digest(key.publicKey, message));
      assert.equal(sm2Verify({ publicKey: key.publicKey, message, signature }), true);
      assert.equal(sm2Verify({ publicKey: key.publicKey, message: utf8('another'), signature }), false);
    }),
    { numRuns: 10 },
  );
});

test('it is byte for byte the signature that the whole key gives with the joint nonce', () => {
  const key = newJointKey();
  const e = sm2Digest(key.publicKey, utf8('标书'));
  const { k1, q1 } = phoneStartSignature({ random });
  const { k2, r2 } = signerStartSignature({ p1: key.p1, random });
  const k = mod(openScalar(k1) + openScalar(k2) * openScalar(key.d1));
  const { s1, r } = phoneFinishSignature({ d1: key.d1, k1, q1, r2, e });
  const { signature } = signerFinishSignature({ ...key, k2, q1, e, s1 });
  const privateKey = Secret.take(fromInteger(wholeKey(key)));
  assert.equal(hex(sm2PublicKey(privateKey)), hex(key.publicKey));
  assert.equal(hex(signature), hex(sm2SignDigest({ privateKey, e, random: () => fromInteger(k) })));
  assert.equal(hex(signature.subarray(0, 32)), hex(r));
});

test('a share under a wrong PIN is refused, and the right one works afterwards', () => {
  const key = newJointKey();
  const m = maskShare({ d1: key.d1, kdf: kdf('123456') });
  const e = sm2Digest(key.publicKey, utf8('message'));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), (pin) => {
      fc.pre(pin !== 123_456);
      const d1 = unmaskShare({ m, kdf: kdf(String(pin).padStart(6, '0')) });
      throwsCode('gm/share-wrong', () => cosign(key, e, d1), 's1');
    }),
    { numRuns: 10 },
  );
  const signature = cosign(key, e, unmaskShare({ m, kdf: kdf('123456') }));
  assert.equal(sm2Verify({ publicKey: key.publicKey, message: utf8('message'), signature }), true);
});

test('a nonce is answered once, on either side, in success and in failure', () => {
  const key = newJointKey();
  const e = sm2Digest(key.publicKey, utf8('message'));
  const { k1, q1 } = phoneStartSignature({ random });
  const { k2, r2 } = signerStartSignature({ p1: key.p1, random });
  const { s1 } = phoneFinishSignature({ d1: key.d1, k1, q1, r2, e });
  throwsCode('gm/secret-wiped', () => phoneFinishSignature({ d1: key.d1, k1, q1, r2, e }));
  const wrong = fromInteger(mod(toInteger(s1) + 1n));
  throwsCode('gm/share-wrong', () => signerFinishSignature({ ...key, k2, q1, e, s1: wrong }));
  throwsCode('gm/secret-wiped', () => signerFinishSignature({ ...key, k2, q1, e, s1 }));

  const again = phoneStartSignature({ random });
  const short = new Uint8Array(31);
  throwsCode('gm/invalid-length', () => phoneFinishSignature({ d1: key.d1, k1: again.k1, q1, r2, e: short }));
  throwsCode('gm/secret-wiped', () => again.k1.use(hex));
});

test('an ordinary ciphertext opens in two halves, and the signer sees another point each time', () => {
  const key = newJointKey();
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (plaintext) => {
      const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext, random });
      assert.equal(hex(open(key, ciphertext)), hex(plaintext));
    }),
    { numRuns: 8 },
  );
  const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext: utf8('x'), random });
  for (let i = 0; i < 4; i++) {
    const { blinded, rho } = phoneStartDecryption({ d1: key.d1, ciphertext, context, random });
    seen.add(hex(blinded));
    rho.wipe();
  }
  assert.equal(seen.size, 4);
  assert.ok(!seen.has(hex(ciphertext.subarray(0, 65))));
});

test('decryption refuses a wrong share, another request, and a spent blinding', () => {
  const key = newJointKey();
  const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext: utf8('x'), random });
  const stranger = newJointKey();
  throwsCode('gm/share-wrong', () => open(key, ciphertext, stranger.d1), 'proof');
  const { rho, blinded, t1, proof } = phoneStartDecryption({ d1: key.d1, ciphertext, context, random });
  const request = { d2: key.d2, p1: key.p1, blinded, t1, proof };
  throwsCode('gm/share-wrong', () => signerDecrypt({ ...request, context: { ...context, requestId: 'another' } }));
  const { t2 } = signerDecrypt({ ...request, context });
  phoneFinishDecryption({ rho, t2, ciphertext });
  throwsCode('gm/secret-wiped', () => phoneFinishDecryption({ rho, t2, ciphertext }));
});

test('a signer cannot force the shared point to infinity, whose key stream everybody knows', () => {
  const key = newJointKey();
  const zero = new Uint8Array(32);
  const plaintext = utf8('forged');
  const c2 = sm3Kdf(concat(zero, zero), plaintext.length).map((byte, i) => byte ^ (plaintext[i] ?? 0));
  const c3 = sm3(concat(zero, plaintext, zero));
  const ciphertext = concat(newJointKey().publicKey, c3, c2);
  const { rho, blinded } = phoneStartDecryption({ d1: key.d1, ciphertext, context, random });
  throwsCode('gm/decrypt-failed', () => phoneFinishDecryption({ rho, t2: blinded, ciphertext }), 't2');
});

test('a key split in two decrypts what the whole key decrypts', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const ciphertext = sm2Encrypt({ publicKey, plaintext: utf8('数据密钥'), random });
  const first = splitKey({ privateKey, random });
  const second = splitKey({ privateKey, random });
  assert.notEqual(first.d1.use(hex), second.d1.use(hex));
  for (const halves of [first, second]) assert.equal(hex(open(halves, ciphertext)), hex(utf8('数据密钥')));
  assert.equal(hex(sm2Decrypt({ privateKey, ciphertext })), hex(utf8('数据密钥')));
  throwsCode('gm/share-wrong', () => open({ ...first, p1: second.p1 }, ciphertext));
});

test('masking has no redundancy: every PIN opens a share in range', () => {
  const key = newJointKey();
  const m = maskShare({ d1: key.d1, kdf: kdf('0000') });
  assert.equal(m.length, 32);
  assert.equal(unmaskShare({ m, kdf: kdf('0000') }).use(hex), key.d1.use(hex));
  const shares = new Set<string>();
  for (let pin = 0; pin < 50; pin++) {
    const share = unmaskShare({ m, kdf: kdf(String(pin).padStart(4, '0')) });
    openScalar(share);
    shares.add(share.use(hex));
  }
  assert.equal(shares.size, 50);
});

test('a random source that fails in the middle leaves no secret behind', () => {
  const key = newJointKey();
  const names = { keyId: 'key', account: 'account', device: 'device' };
  const phone = phoneStartKey({ context: names, random });
  const ciphertext = sm2Encrypt({ publicKey: key.publicKey, plaintext: utf8('价'), random });
  const runs: ((source: RandomBytes) => unknown)[] = [
    (source) => phoneStartKey({ context: names, random: source }),
    (source) => signerCompleteKey({ p1: phone.p1, proof: phone.proof, context: names, random: source }),
    (source) => phoneStartDecryption({ d1: key.d1, ciphertext, context, random: source }),
  ];
  for (const run of runs) {
    const given: Uint8Array[] = [];
    const once: RandomBytes = (length) => {
      if (given.length > 0) throw new Error('no more');
      const drawn = random(length);
      given.push(drawn);
      return drawn;
    };
    assert.throws(() => run(once), { message: 'no more' });
    assert.ok(given.length === 1 && given[0]?.every((byte) => byte === 0));
  }
});
