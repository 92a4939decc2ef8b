import assert from 'node:assert/strict';
import type { RSAPSSKeyPairKeyObjectOptions } from 'node:crypto';
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  generatePrimeSync,
  privateEncrypt,
  sign,
} from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { concat, sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { bitOctets, explicit, integer, nullValue, oid, sequence } from '../der/write.ts';
import { algorithmFits, parsePublicKeyInfo, SIGNATURE_ALGORITHMS, verifySignature } from '../index.ts';
import type { PublicKeyInfo, SignatureAlgorithmName } from '../index.ts';
import type { TestKey } from '../testing/key-kinds.ts';
import { ALGORITHMS_OF, makeKey, signWith, TEST_KINDS } from '../testing/key-kinds.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { NIST_CURVES } from './nist-curve.ts';
import { readSignatureAlgorithm, writeSignatureAlgorithm } from './signature-algorithm.ts';
import { halvesOf, readSignatureValue, writeSignatureValue } from './signature-value.ts';
import * as native from './verify/native.ts';
import * as portable from './verify/portable.ts';

const message = new TextEncoder().encode('招标文件');
const keys = Object.fromEntries(TEST_KINDS.map((kind) => [kind, makeKey(kind)])) as Record<string, TestKey>;
const keyOf = (kind: string): TestKey => keys[kind] as TestKey;

for (const kind of TEST_KINDS) {
  for (const name of ALGORITHMS_OF[kind]) {
    test(`${name} by a key of kind ${kind}`, () => {
      const { publicKey, sign: make } = keyOf(kind);
      const signature = make(name, message);
      const check = { algorithm: { name }, publicKey, message, signature };
      assert.ok(verifySignature(check));
      assert.ok(!verifySignature({ ...check, message: concat(message, Uint8Array.of(0)) }));
      for (const at of [0, signature.length >> 1, signature.length - 1]) {
        const changed = new Uint8Array(signature);
        changed[at] = (changed[at] as number) ^ 1;
        assert.ok(!verifySignature({ ...check, signature: changed }), `byte ${at}`);
      }
      const stored = writeSignatureValue(name, signature);
      assert.ok(verifySignature({ ...check, signature: readSignatureValue({ name }, stored, 0) }), 'through DER');
    });
  }
}

test('a key of another kind signs nothing with an algorithm', () => {
  for (const kind of TEST_KINDS) {
    for (const name of SIGNATURE_ALGORITHMS) {
      const { publicKey } = keyOf(kind);
      const fits = ALGORITHMS_OF[kind].includes(name);
      assert.equal(algorithmFits({ name }, publicKey), fits, `${name} ${kind}`);
      const check = { algorithm: { name }, publicKey, message, signature: new Uint8Array(64) };
      if (!fits) refuses(() => verifySignature(check), 'pki/unsupported-key', { field: 'publicKey' });
    }
  }
});

/** Both implementations over the same input, where the input passed the checks before them. */
function bothVerify(key: PublicKeyInfo, name: SignatureAlgorithmName, signature: Uint8Array, over = message): boolean {
  const hash = name.slice(-6) as 'sha256';
  const curve = NIST_CURVES[key.kind as 'p256'];
  const saltLength = name.startsWith('rsa-pss') ? Number(hash.slice(3)) / 8 : undefined;
  const answers = [native, portable].map((each) =>
    curve
      ? each.ecdsaVerify({ key, curve, hash, message: over, signature })
      : each.rsaVerify({ key, hash, saltLength, message: over, signature }),
  );
  assert.equal(answers[0], answers[1], `${name}: native ${answers[0]}, portable ${answers[1]}`);
  return answers[0] as boolean;
}

test('native and portable agree, on right and on wrong signatures', () => {
  for (const kind of ['p256', 'p384', 'p521', 'rsa'] as const) {
    const { publicKey, sign: make } = keyOf(kind);
    fc.assert(
      fc.property(
        fc.constantFrom(...ALGORITHMS_OF[kind]),
        fc.uint8Array({ maxLength: 200 }),
        fc.option(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { nil: undefined }),
        (name, over, change) => {
          const signature = make(name, over);
          const at = change ? change[0] % signature.length : 0;
          if (change) signature[at] = (signature[at] as number) ^ change[1];
          assert.equal(bothVerify(publicKey, name, signature, over), change === undefined);
        },
      ),
      { numRuns: 25 },
    );
  }
});

test('RSA moduli of odd sizes, and of 8192 bits, verify in both', () => {
  // A modulus of 8k + 1 bits leaves EMSA-PSS a byte shorter than the modulus.
  for (const bits of [2049, 2050, 3072]) {
    const key = bits === 2049 ? rsaFromPrimes(1025, 1024) : makeKey('rsa', bits);
    assert.equal(key.publicKey.rsa?.modulusBits, bits);
    for (const name of ALGORITHMS_OF.rsa) {
      assert.ok(bothVerify(key.publicKey, name, key.sign(name, message)), `${bits} ${name}`);
    }
  }
  const modulus = concat(Uint8Array.of(0), new Uint8Array(1024).fill(0xff));
  const large = parsePublicKeyInfo(rsaKey(hexOf(modulus), '10001'));
  assert.ok(!bothVerify(large, 'rsa-sha256', new Uint8Array(1024).fill(0x7f)));
});

test('a forged encoding of PKCS #1 v1.5 is a wrong signature', () => {
  // The private operation over encodings that lax verifiers accept: raw RSA by Node.
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = parsePublicKeyInfo(pair.publicKey.export({ type: 'spki', format: 'der' }));
  const raw = (encoded: Uint8Array) =>
    new Uint8Array(privateEncrypt({ key: pair.privateKey, padding: constants.RSA_NO_PADDING }, encoded));
  const digest = createHash('sha256').update(message).digest();
  const info = sequence(sequence(oid(OID.sha256), nullValue()), new Uint8Array([4, 32, ...digest]));
  const without = sequence(sequence(oid(OID.sha256)), new Uint8Array([4, 32, ...digest]));
  const padded = (tail: Uint8Array, ones = 256 - 3 - tail.length) =>
    concat(
      Uint8Array.of(0, 1),
      new Uint8Array(ones).fill(0xff),
      Uint8Array.of(0),
      tail,
      new Uint8Array(256 - 3 - tail.length - ones),
    );
  assert.ok(bothVerify(publicKey, 'rsa-sha256', raw(padded(info))));
  assert.ok(!bothVerify(publicKey, 'rsa-sha256', raw(padded(info, 8))), 'garbage behind the digest');
  assert.ok(!bothVerify(publicKey, 'rsa-sha256', raw(padded(without))), 'a digest without NULL');
  const typeTwo = padded(info);
  typeTwo[1] = 2;
  assert.ok(!bothVerify(publicKey, 'rsa-sha256', raw(typeTwo)), 'block type 2');
});

test('r and s at their borders are refused, high s is not', () => {
  for (const kind of ['p256', 'p384', 'p521'] as const) {
    const { publicKey, sign: make } = keyOf(kind);
    const { n, length } = NIST_CURVES[kind];
    const algorithm = { name: 'ecdsa-sha256' } as const;
    const signature = make('ecdsa-sha256', message);
    const [r, s] = halvesOf(signature);
    const number = (value: bigint) => Uint8Array.from(Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex'));
    const verify = (...halves: Uint8Array[]) =>
      verifySignature({ algorithm, publicKey, message, signature: concat(...halves) });
    const mirrored = number(n - BigInt(`0x${hexOf(s)}`));
    assert.ok(verify(r, s) && verify(r, mirrored));
    for (const bad of [0n, n, n + 1n]) assert.ok(!verify(r, number(bad)) && !verify(number(bad), s), String(bad));
    const wide = (half: Uint8Array, first: number) => concat(Uint8Array.of(first), half);
    assert.ok(verify(wide(r, 0), wide(s, 0)), 'leading zeros of a wider reading');
    assert.ok(!verify(wide(r, 1), wide(s, 0)));
    refuses(() => verify(r, s.subarray(1)), 'pki/bad-structure', { field: 'signature' });
  }
});

test('DER of r and s is strict', () => {
  const read = (der: Uint8Array) => readSignatureValue({ name: 'ecdsa-sha256' }, der, 100);
  assert.equal(read(sequence(integer(1), integer(2))).length, 64);
  assert.equal(read(sequence(integer('ff'.repeat(33)), integer(2))).length, 96);
  refuses(() => read(sequence(integer(0), integer(2))), 'pki/bad-structure', { field: 'signature', offset: 100 });
  refuses(() => read(sequence(integer('ff'.repeat(67)), integer(2))), 'pki/bad-structure', { field: 'signature' });
  refuses(() => read(sequence(integer(1))), 'pki/bad-structure', { field: 'signature' });
  refuses(() => read(sequence(integer(1), integer(2), integer(3))), 'pki/bad-structure', { field: 'signature' });
  refuses(() => read(Uint8Array.of(0x30, 0x06, 2, 1, 0xff, 2, 1, 1)), 'pki/bad-structure', { field: 'signature' });
  refuses(() => read(concat(sequence(integer(1), integer(2)), Uint8Array.of(0))), 'pki/bad-der', { offset: 108 });
  refuses(() => read(Uint8Array.of(0x30, 0x07, 2, 2, 0, 1, 2, 1, 1)), 'pki/bad-der');
});

/** OpenSSL makes moduli of an even number of bits only. */
function rsaFromPrimes(pBits: number, qBits: number): TestKey {
  const e = 65537n;
  const prime = (bits: number): bigint => {
    const found = generatePrimeSync(bits, { bigint: true });
    return (found - 1n) % e === 0n ? prime(bits) : found;
  };
  const [p, q] = [prime(pBits), prime(qBits)];
  const phi = (p - 1n) * (q - 1n);
  // d·e = 1 + k·φ for some k below e.
  let k = 1n;
  while ((1n + k * phi) % e !== 0n) k++;
  const d = (1n + k * phi) / e;
  const qi = power(q, p - 2n, p);
  const text = (value: bigint) => Buffer.from(value.toString(16).padStart(514, '0'), 'hex').toString('base64url');
  const [n, dp, dq] = [p * q, d % (p - 1n), d % (q - 1n)];
  const members = Object.fromEntries(
    Object.entries({ n, e, d, p, q, dp, dq, qi }).map(([name, value]) => [name, text(value)]),
  );
  const privateKey = createPrivateKey({ key: { kty: 'RSA', ...members }, format: 'jwk' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const publicKey = parsePublicKeyInfo(spki);
  return { publicKey, pkcs8: undefined, sign: (name, over) => signWith(privateKey, name, over) };
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let left = exponent; left > 0n; left >>= 1n, square = (square * square) % modulus) {
    if (left & 1n) result = (result * square) % modulus;
  }
  return result;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const rsaKey = (modulus: string, exponent: string): Uint8Array =>
  sequence(sequence(oid(OID.rsaEncryption), nullValue()), bitOctets(sequence(integer(modulus), integer(exponent))));

test('RSA keys outside the limits are refused with the member at fault', () => {
  const odd = `${'f'.repeat(511)}1`;
  parsePublicKeyInfo(rsaKey(odd, '3'));
  parsePublicKeyInfo(rsaKey(odd, 'ffffffff'));
  const bad: readonly (readonly [string, string, string])[] = [
    [odd.slice(2), '10001', 'modulus'],
    [`7${odd.slice(1)}`, '10001', 'modulus'],
    ['f'.repeat(2050), '10001', 'modulus'],
    [`${'f'.repeat(511)}0`, '10001', 'modulus'],
    [odd, '1', 'publicExponent'],
    [odd, '0', 'publicExponent'],
    [odd, '10000', 'publicExponent'],
    [odd, '100000001', 'publicExponent'],
    [odd, odd, 'publicExponent'],
  ];
  for (const [modulus, exponent, field] of bad) {
    refuses(() => parsePublicKeyInfo(rsaKey(modulus, exponent)), 'pki/unsupported-key', { field });
  }
  refuses(() => parsePublicKeyInfo(rsaKey('f'.repeat(5000), '3')), 'pki/too-large');
  const extra = sequence(integer(odd), integer(3), integer(1));
  refuses(
    () => parsePublicKeyInfo(sequence(sequence(oid(OID.rsaEncryption), nullValue()), bitOctets(extra))),
    'pki/bad-structure',
    { field: 'rsaPublicKey' },
  );
});

test('points off their curve, compressed, or at infinity are refused', () => {
  for (const kind of ['p256', 'p384', 'p521', 'sm2'] as const) {
    const { der, publicKey } = keyOf(kind).publicKey;
    const head = der.subarray(
      2 + (der[1] === 0x81 ? 1 : 0),
      der.length - publicKey.length - (publicKey.length > 125 ? 4 : 3),
    );
    const withPoint = (point: Uint8Array) => sequence(head, bitOctets(point));
    assert.ok(sameBytes(withPoint(publicKey), der));
    const off = new Uint8Array(publicKey);
    off[off.length - 1] = (off.at(-1) as number) ^ 1;
    const half = (publicKey.length - 1) / 2;
    const all = new Uint8Array(publicKey.length).fill(0xff);
    all[0] = 4;
    const bad = [
      off,
      all,
      concat(Uint8Array.of(2), publicKey.subarray(1, 1 + half)),
      Uint8Array.of(0),
      new Uint8Array(),
    ];
    for (const point of bad)
      refuses(() => parsePublicKeyInfo(withPoint(point)), 'pki/unsupported-key', { field: 'publicKey' });
  }
});

test('keys that spell their curve out, and keys of other algorithms, are of another kind', () => {
  const explicitCurve = generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' });
  const kinds = [
    explicitCurve.publicKey,
    generateKeyPairSync('ed25519').publicKey,
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
  ].map((key) => parsePublicKeyInfo(key.export({ type: 'spki', format: 'der' })).kind);
  assert.deepEqual(kinds, ['other', 'other', 'other']);
});

test('what is read as the algorithm', () => {
  const read = (der: Uint8Array) => readSignatureAlgorithm(readDer(der), 'signatureAlgorithm');
  for (const name of SIGNATURE_ALGORITHMS) assert.equal(read(writeSignatureAlgorithm(name)).name, name);
  assert.equal(read(sequence(oid(OID.sm2WithSm3), nullValue())).name, 'sm2-sm3');
  assert.equal(read(sequence(oid(OID.rsaWithSha256))).name, 'rsa-sha256');
  for (const der of [
    sequence(oid(OID.ecdsaWithSha256), nullValue()),
    sequence(oid(OID.sm2WithSm3), integer(1)),
    sequence(oid('1.2.3')),
  ]) {
    assert.deepEqual([read(der).name, read(der).weak], [undefined, false]);
  }
  for (const type of ['1.2.840.113549.1.1.5', '1.2.840.113549.1.1.4', '1.2.840.10045.4.1']) {
    const algorithm = read(sequence(oid(type), nullValue()));
    assert.ok(algorithm.weak);
    const check = { algorithm, publicKey: keyOf('rsa').publicKey, message, signature: new Uint8Array(256) };
    refuses(() => verifySignature(check), 'pki/weak-algorithm', { field: 'signatureAlgorithm' });
  }
});

test('RSASSA-PSS parameters', () => {
  const read = (...parameters: Uint8Array[]) =>
    readSignatureAlgorithm(readDer(sequence(oid(OID.rsaPss), ...parameters)), 'signatureAlgorithm');
  const hash = (type: string) => sequence(oid(type), nullValue());
  const mask = (type: string) => sequence(oid(OID.mgf1), hash(type));
  const pss = read(sequence(explicit(0, hash(OID.sha256)), explicit(1, mask(OID.sha256)), explicit(2, integer(0))));
  assert.deepEqual([pss.name, pss.saltLength], ['rsa-pss-sha256', 0]);
  assert.ok(read(sequence()).weak, 'all defaults are SHA-1');
  assert.ok(read(sequence(explicit(0, hash(OID.sha256)))).weak, 'the default mask is SHA-1');
  const mixed = read(sequence(explicit(0, hash(OID.sha256)), explicit(1, mask(OID.sha512))));
  assert.deepEqual([mixed.name, mixed.weak], [undefined, false]);
  refuses(() => read(), 'pki/bad-structure', { field: 'signatureAlgorithm' });
  refuses(() => read(sequence(explicit(3, integer(2)))), 'pki/bad-structure', { field: 'rsaPssParameters' });
  refuses(() => read(sequence(explicit(2, integer(1)), explicit(0, hash(OID.sha256)))), 'pki/bad-structure');
});

test('the salt is as long as the parameters say', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = parsePublicKeyInfo(pair.publicKey.export({ type: 'spki', format: 'der' }));
  for (const saltLength of [0, 20, 32, 222]) {
    const options = { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
    const signature = new Uint8Array(sign('sha256', message, options));
    for (const claimed of [0, 20, 32, 222, 223, 500]) {
      const algorithm = { name: 'rsa-pss-sha256', weak: false, saltLength: claimed } as const;
      assert.equal(verifySignature({ algorithm, publicKey, message, signature }), claimed === saltLength);
      const check = { key: publicKey, hash: 'sha256', saltLength: claimed, message, signature } as const;
      assert.equal(portable.rsaVerify(check), claimed === saltLength, `${saltLength} read as ${claimed}`);
    }
  }
});

test('a key for PSS alone signs as its parameters say', () => {
  const options = { modulusLength: 2048, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256', saltLength: 32 };
  const { publicKey } = generateKeyPairSync('rsa-pss', options as unknown as RSAPSSKeyPairKeyObjectOptions);
  const key = parsePublicKeyInfo(publicKey.export({ type: 'spki', format: 'der' }));
  assert.equal(key.kind, 'rsa');
  const fitting = SIGNATURE_ALGORITHMS.filter((name) => algorithmFits({ name }, key));
  assert.deepEqual(fitting, ['rsa-pss-sha256']);
  assert.ok(!algorithmFits({ name: 'rsa-pss-sha256', weak: false, saltLength: 20 }, key));
});

test('noise in a key never crashes its reader', () => {
  for (const kind of TEST_KINDS) {
    const { der } = keyOf(kind).publicKey;
    for (let i = 0; i < der.length; i++) {
      neverCrashes(parsePublicKeyInfo, der.subarray(0, i));
      const changed = new Uint8Array(der);
      changed[i] = (changed[i] as number) ^ 0x11;
      neverCrashes(parsePublicKeyInfo, changed);
    }
  }
});
