import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat } from '../bytes.ts';
import { bytes, hex, random, secret, stream, throwsCode, utf8 } from '../test-support.ts';
import { sm2Decrypt, sm2Encrypt } from './encryption.ts';
import { sm2CheckPublicKey, sm2GenerateKeyPair, sm2PublicKey } from './key.ts';
import { sm2Sign, sm2SignDigest, sm2Verify, sm2VerifyDigest } from './signature.ts';
import { encodePoint, fromInteger, G, hex32, invert, mod, ORDER, times, toInteger } from './test-oracle.ts';

const MESSAGE = utf8('投标文件');

test('what was signed verifies, and nothing else does', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const stranger = sm2GenerateKeyPair(random).publicKey;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 40 }), (message, id) => {
      const signature = sm2Sign({ privateKey, message, random, id });
      assert.equal(sm2Verify({ publicKey, message, signature, id }), true);
      assert.equal(sm2Verify({ publicKey: stranger, message, signature, id }), false);
      assert.equal(sm2Verify({ publicKey, message: concat(message, bytes('00')), signature, id }), false);
      assert.equal(sm2Verify({ publicKey, message, signature, id: concat(id, bytes('00')) }), false);
    }),
    { numRuns: 15 },
  );
});

test('any changed bit makes a signature wrong', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const signature = sm2Sign({ privateKey, message: MESSAGE, random });
  for (let bit = 0; bit < 512; bit += 7) {
    const changed = signature.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(sm2Verify({ publicKey, message: MESSAGE, signature: changed }), false, `bit ${bit}`);
  }
});

test('r and s out of range, and r + s = n, are wrong signatures; wrong lengths are errors', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const signature = sm2Sign({ privateKey, message: MESSAGE, random });
  const r = hex(signature.subarray(0, 32));
  const s = hex(signature.subarray(32));
  const zero = '00'.repeat(32);
  const minus = hex32(ORDER - toInteger(signature.subarray(0, 32)));
  for (const wrong of [
    zero + s,
    r + zero,
    zero + zero,
    hex32(ORDER) + s,
    r + hex32(ORDER),
    'ff'.repeat(64),
    r + minus,
  ]) {
    assert.equal(sm2Verify({ publicKey, message: MESSAGE, signature: bytes(wrong) }), false, wrong);
  }
  for (const length of [0, 63, 65]) {
    throwsCode('gm/invalid-length', () =>
      sm2Verify({ publicKey, message: MESSAGE, signature: new Uint8Array(length) }),
    );
  }
  throwsCode('gm/invalid-length', () => sm2VerifyDigest({ publicKey, e: new Uint8Array(31), signature }), 'e');
  throwsCode('gm/invalid-length', () => sm2SignDigest({ privateKey, e: new Uint8Array(33), random }), 'e');
});

test('with r + s = n anybody could sign, so nobody can', () => {
  // The public key drops out of s·G + (r+s)·P: whoever chooses e last needs no private key.
  const { publicKey } = sm2GenerateKeyPair(random);
  const s = 123n;
  const r = ORDER - s;
  const e = fromInteger(mod(r - times(G, s).x));
  assert.equal(sm2VerifyDigest({ publicKey, e, signature: concat(fromInteger(r), fromInteger(s)) }), false);
});

test('with the point at infinity as a result a signature is wrong, not an error', () => {
  // s·G + t·P = O for P = d·G when s = −t·d: possible for whoever knows d.
  const privateKey = secret(hex32(5n));
  const publicKey = sm2PublicKey(privateKey);
  const r = 7n;
  const s = mod(-r * 5n * invert(6n));
  const signature = concat(fromInteger(r), fromInteger(s));
  assert.equal(sm2VerifyDigest({ publicKey, e: fromInteger(r), signature }), false);
});

test('the retries of the standard draw another nonce', () => {
  const e = (value: bigint) => fromInteger(mod(value));
  const k = 0x1234567890abcdefn;
  const x = times(G, k).x;
  const good = hex32(99n);
  const d = 3n;
  const publicKey = sm2PublicKey(secret(hex32(d)));
  const rForZeroS = mod(k * invert(d));
  for (const [name, digest] of [
    ['r = 0', e(-x)],
    ['r + k = n', e(-k - x)],
    ['s = 0', e(rForZeroS - x)],
  ] as const) {
    const source = stream(hex32(k) + good);
    const signature = sm2SignDigest({ privateKey: secret(hex32(d)), e: digest, random: source.random });
    assert.equal(source.left(), 0, name);
    assert.equal(sm2VerifyDigest({ publicKey, e: digest, signature }), true, name);
    throwsCode('gm/retry-exhausted', () =>
      sm2SignDigest({ privateKey: secret(hex32(d)), e: digest, random: () => bytes(hex32(k)) }),
    );
  }
});

test('random scalars come from the range or not at all', () => {
  const source = stream('00'.repeat(32) + 'ff'.repeat(32) + hex32(ORDER) + hex32(ORDER - 1n) + hex32(ORDER - 2n));
  const { privateKey } = sm2GenerateKeyPair(source.random);
  assert.equal(privateKey.use(hex), hex32(ORDER - 2n));
  throwsCode('gm/retry-exhausted', () => sm2GenerateKeyPair((length) => new Uint8Array(length)));
  throwsCode('gm/invalid-length', () => sm2GenerateKeyPair(() => new Uint8Array(31)), 'random');
});

test('private keys outside [1, n−2] are refused', () => {
  for (const wrong of [0n, ORDER - 1n, ORDER, 2n ** 256n - 1n]) {
    throwsCode('gm/invalid-scalar', () => sm2PublicKey(secret(hex32(wrong))));
    throwsCode('gm/invalid-scalar', () =>
      sm2SignDigest({ privateKey: secret(hex32(wrong)), e: bytes(hex32(1n)), random }),
    );
  }
  throwsCode('gm/invalid-length', () => sm2PublicKey(secret('01')));
});

test('public keys that are no points are refused', () => {
  const good = hex(sm2GenerateKeyPair(random).publicKey);
  const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
  sm2CheckPublicKey(bytes(good));
  const last = good.endsWith('0') ? '1' : '0';
  for (const wrong of [
    good.slice(0, -1) + last,
    `02${good.slice(2)}`,
    `06${good.slice(2)}`,
    `07${good.slice(2)}`,
    `00${good.slice(2)}`,
    `04${'00'.repeat(64)}`,
    `04${hex32(p)}${good.slice(66)}`,
    good.slice(0, 66) + hex32(p),
    `04${'ff'.repeat(64)}`,
  ]) {
    throwsCode('gm/invalid-point', () => sm2CheckPublicKey(bytes(wrong)), 'publicKey');
  }
  for (const wrong of ['', '00', good.slice(2), good.slice(0, -2), `${good}00`, `02${good.slice(2, 66)}`]) {
    throwsCode('gm/invalid-length', () => sm2CheckPublicKey(bytes(wrong)), 'publicKey');
  }
  throwsCode('gm/invalid-type', () => sm2CheckPublicKey(good as unknown as Uint8Array));
});

test('an identifier longer than ENTL can say is refused', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const id = new Uint8Array(8191);
  const signature = sm2Sign({ privateKey, message: MESSAGE, random, id });
  assert.equal(sm2Verify({ publicKey, message: MESSAGE, signature, id }), true);
  throwsCode(
    'gm/invalid-length',
    () => sm2Sign({ privateKey, message: MESSAGE, random, id: new Uint8Array(8192) }),
    'id',
  );
});

test('what was encrypted decrypts, and no changed byte does', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (plaintext, where) => {
      const ciphertext = sm2Encrypt({ publicKey, plaintext, random });
      assert.equal(ciphertext.length, 97 + plaintext.length);
      assert.equal(hex(sm2Decrypt({ privateKey, ciphertext })), hex(plaintext));
      ciphertext[65 + (where % (ciphertext.length - 65))]! ^= 1;
      throwsCode('gm/decrypt-failed', () => sm2Decrypt({ privateKey, ciphertext }));
    }),
    { numRuns: 15 },
  );
});

test('malformed ciphertexts and empty plaintexts are refused', () => {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const ciphertext = sm2Encrypt({ publicKey, plaintext: MESSAGE, random });
  throwsCode('gm/invalid-length', () => sm2Encrypt({ publicKey, plaintext: new Uint8Array(0), random }));
  for (const length of [0, 65, 97]) {
    throwsCode('gm/invalid-length', () => sm2Decrypt({ privateKey, ciphertext: ciphertext.subarray(0, length) }));
  }
  throwsCode('gm/decrypt-failed', () => sm2Decrypt({ privateKey, ciphertext: ciphertext.subarray(0, 98) }));
  const offCurve = ciphertext.slice();
  offCurve[64]! ^= 1;
  throwsCode('gm/invalid-point', () => sm2Decrypt({ privateKey, ciphertext: offCurve }));
  const other = sm2GenerateKeyPair(random).privateKey;
  throwsCode('gm/decrypt-failed', () => sm2Decrypt({ privateKey: other, ciphertext }));
});

test('an all-zero key stream is drawn again, and refused on the way in', async () => {
  // One byte of key stream is zero once in 256: look for such a nonce.
  const { sm3, sm3Kdf } = await import('../sm3/sm3.ts');
  const privateKey = secret(hex32(11n));
  const publicKey = sm2PublicKey(privateKey);
  let k = 1n;
  const shared = () => encodePoint(times(G, k * 11n)).subarray(1);
  while (sm3Kdf(shared(), 1)[0] !== 0) k++;
  const source = stream(hex32(k) + hex32(k + 1n));
  sm2Encrypt({ publicKey, plaintext: bytes('61'), random: source.random });
  assert.equal(source.left(), 0);
  throwsCode('gm/retry-exhausted', () =>
    sm2Encrypt({ publicKey, plaintext: bytes('61'), random: () => bytes(hex32(k)) }),
  );
  const c3 = sm3(concat(shared().subarray(0, 32), bytes('61'), shared().subarray(32)));
  const inClear = concat(encodePoint(times(G, k)), c3, bytes('61'));
  throwsCode('gm/decrypt-failed', () => sm2Decrypt({ privateKey, ciphertext: inClear }));
});
