import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { PrivateKeyInfo } from '@peculiar/asn1-pkcs8';
import fc from 'fast-check';
import { Secret, sm2GenerateKeyPair } from '@qianyin/gm';
import { concat, sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { bitOctets, encode, explicit, integer, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { pemDecode, pemEncode } from '../index.ts';
import { makeKey, TEST_KINDS } from '../testing/key-kinds.ts';
import { openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { random } from '../testing/toy-ca.ts';
import type { PrivateKey } from './index.ts';
import { decryptPkcs8, ecPrivateKey, encryptPkcs8, parsePkcs8, parseSec1, writePkcs8, writeSec1 } from './index.ts';
import * as native from './native.ts';
import { KEY_OID } from './oids.ts';
import * as portable from './portable.ts';

function privateKeyOf(kind: (typeof TEST_KINDS)[number]): PrivateKey {
  if (kind === 'sm2') return ecPrivateKey('sm2', sm2GenerateKeyPair(random).privateKey.copy());
  return parsePkcs8(makeKey(kind).pkcs8 ?? assert.fail());
}
const KEYS = Object.fromEntries(TEST_KINDS.map((kind) => [kind, privateKeyOf(kind)])) as Record<string, PrivateKey>;
const keyOf = (kind: string): PrivateKey => KEYS[kind] as PrivateKey;
const bytesOf = (secret: Secret): Uint8Array => secret.copy();
const sameKey = (a: PrivateKey, b: PrivateKey) =>
  a.kind === b.kind && sameBytes(a.publicKey.der, b.publicKey.der) && sameBytes(bytesOf(a.secret), bytesOf(b.secret));

for (const kind of TEST_KINDS) {
  test(`PKCS #8 of ${kind}, plain and encrypted, round and to openssl`, () => {
    const key = keyOf(kind);
    const der = bytesOf(writePkcs8(key));
    assert.ok(sameKey(parsePkcs8(der), key));
    assert.equal(AsnConvert.parse(der, PrivateKeyInfo).version, 0);
    for (const cipher of ['aes-256-cbc', 'sm4-cbc'] as const) {
      const encrypted = encryptPkcs8({ key, password: '口令', random, cipher, iterations: 1000 });
      assert.ok(sameKey(decryptPkcs8({ der: encrypted, password: '口令' }), key));
      refuses(() => decryptPkcs8({ der: encrypted, password: '口令2' }), 'pki/wrong-password', { field: 'password' });
      // OpenSSL 3.0 has no HMAC-SM3 as a pseudorandom function.
      if (skipWithoutOpenssl || cipher === 'sm4-cbc') continue;
      const { status, text } = openssl(['pkey', '-in', 'key.pem', '-passin', 'pass:口令', '-pubout'], {
        'key.pem': pemEncode('ENCRYPTED PRIVATE KEY', encrypted),
      });
      assert.equal(status, 0, text);
      assert.deepEqual(pemDecode('PUBLIC KEY', text), [key.publicKey.der]);
    }
    if (kind === 'sm2') return;
    const theirs = createPublicKey(createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }));
    assert.deepEqual(new Uint8Array(theirs.export({ type: 'spki', format: 'der' })), key.publicKey.der);
  });
}

test('SEC 1 of every curve, round', () => {
  for (const kind of ['sm2', 'p256', 'p384', 'p521'] as const) {
    const der = bytesOf(writeSec1(keyOf(kind)));
    assert.ok(sameKey(parseSec1(der), keyOf(kind)));
  }
  refuses(() => writeSec1(keyOf('rsa')), 'pki/unsupported-key');
});

const OPENSSL_KEYS: readonly (readonly [string, string[]])[] = [
  ['sm2', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2']],
  ['sm2 by its own name', ['-algorithm', 'SM2']],
  ['p256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['p521', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521']],
  ['rsa', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ['rsa-pss', ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048']],
];

for (const [name, args] of OPENSSL_KEYS) {
  test(`openssl’s ${name} keys are read, plain and under every cipher`, { skip: skipWithoutOpenssl }, () => {
    const made = openssl(['genpkey', ...args, '-quiet'], {}).text;
    const pem = made.slice(made.indexOf('-----BEGIN PRIVATE KEY'));
    const key = parsePkcs8(pemDecode('PRIVATE KEY', pem)[0] ?? assert.fail(made));
    const ways: string[][] = [
      ['-v2', 'aes-256-cbc'],
      ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1'],
      ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512'],
      ['-v2', 'sm4-cbc', '-v2prf', 'hmacWithSHA256', '-iter', '5000'],
      ['-v2', 'des3'],
    ];
    for (const way of ways) {
      const { text } = openssl(['pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'pass:secret', ...way], {
        'key.pem': pem,
      });
      const der = pemDecode('ENCRYPTED PRIVATE KEY', text)[0] ?? assert.fail(text);
      assert.ok(sameKey(decryptPkcs8({ der, password: 'secret' }), key), way.join(' '));
    }
    const { text } = openssl(['pkcs8', '-topk8', '-in', 'key.pem', '-passout', 'pass:secret', '-scrypt'], {
      'key.pem': pem,
    });
    const der = pemDecode('ENCRYPTED PRIVATE KEY', text)[0] ?? assert.fail(text);
    refuses(() => decryptPkcs8({ der, password: 'secret' }), 'pki/unsupported-algorithm', {
      field: 'keyDerivationFunc',
    });
  });
}

const ecAlgorithm = (curve: string) => sequence(oid(OID.ecPublicKey), oid(curve));
const wrapped = (inner: Uint8Array, curve: string = OID.sm2Curve) =>
  sequence(integer(0), ecAlgorithm(curve), octetString(inner));

test('deviations that are met', () => {
  const key = keyOf('sm2');
  const d = bytesOf(key.secret);
  const hex = Buffer.from(d).toString('hex');
  const forms: readonly (readonly [string, Uint8Array])[] = [
    ['no public key', sequence(integer(1), octetString(d))],
    ['curve named inside too', sequence(integer(1), octetString(d), explicit(0, oid(OID.sm2Curve)))],
    ['the INTEGER of GM/T 0009', integer(hex)],
    ['leading zeros too many', sequence(integer(1), octetString(concat(new Uint8Array(3), d)))],
  ];
  for (const [name, inner] of forms) assert.ok(sameKey(parsePkcs8(wrapped(inner)), key), name);
  const short = parsePkcs8(wrapped(sequence(integer(1), octetString(Uint8Array.of(5)))));
  assert.equal(short.secret.length, 32, 'leading zeros left out');
  const two = sequence(
    integer(1),
    ecAlgorithm(OID.sm2Curve),
    octetString(sequence(integer(1), octetString(d))),
    encode(0x81, Uint8Array.of(0), key.publicKey.publicKey),
  );
  assert.ok(sameKey(parsePkcs8(two), key), 'version 2 with its public key');
});

test('keys that are none are refused by field', () => {
  const n = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
  const scalar = (hex: string) => wrapped(sequence(integer(1), octetString(Uint8Array.from(Buffer.from(hex, 'hex')))));
  for (const hex of ['00', n, `${n.slice(0, -1)}2`, 'ff'.repeat(32), '01'.repeat(33), '']) {
    refuses(() => parsePkcs8(scalar(hex)), 'pki/bad-structure', { field: 'privateKey' });
  }
  const other = keyOf('p256').publicKey.publicKey;
  const mixed = wrapped(sequence(integer(1), octetString(bytesOf(keyOf('sm2').secret)), explicit(1, bitOctets(other))));
  refuses(() => parsePkcs8(mixed), 'pki/key-mismatch', { field: 'publicKey' });
  const curves = wrapped(sequence(integer(1), octetString(Uint8Array.of(5)), explicit(0, oid(OID.p256))));
  refuses(() => parsePkcs8(curves), 'pki/bad-structure', { field: 'parameters' });
  refuses(() => parsePkcs8(wrapped(sequence(integer(2), octetString(Uint8Array.of(5))))), 'pki/bad-structure', {
    field: 'version',
  });
  refuses(
    () => parsePkcs8(sequence(integer(0), sequence(oid('1.3.101.112')), octetString(octetString(new Uint8Array(32))))),
    'pki/unsupported-key',
  );
  refuses(() => parseSec1(sequence(integer(1), octetString(Uint8Array.of(5)))), 'pki/bad-structure', {
    field: 'parameters',
  });
  refuses(
    () => parseSec1(sequence(integer(1), octetString(Uint8Array.of(5)), explicit(0, oid('1.3.132.0.10')))),
    'pki/unsupported-key',
  );
  refuses(() => parsePkcs8(new Uint8Array(20_000)), 'pki/too-large');
});

test('an RSA key whose primes are not its modulus’s is refused', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const number = (text?: string) => integer(Buffer.from(text ?? '', 'base64url').toString('hex'));
  const build = (p = jwk.p) =>
    sequence(
      integer(0),
      sequence(oid(OID.rsaEncryption), nullValue()),
      octetString(sequence(integer(0), ...[jwk.n, jwk.e, jwk.d, p, jwk.q, jwk.dp, jwk.dq, jwk.qi].map(number))),
    );
  assert.equal(parsePkcs8(build()).kind, 'rsa');
  refuses(() => parsePkcs8(build(jwk.q)), 'pki/bad-structure', { field: 'rsaPrivateKey' });
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'der', type: 'pkcs8' });
  refuses(() => parsePkcs8(new Uint8Array(small)), 'pki/unsupported-key', { field: 'modulus' });
});

test('a file cannot ask for unbounded work', () => {
  const derivation = (iterations: string, salt = new Uint8Array(8)) =>
    sequence(oid(KEY_OID.pbkdf2), sequence(octetString(salt), integer(iterations)));
  const file = (kdf: Uint8Array) => {
    const scheme = sequence(oid(KEY_OID.aes256Cbc), octetString(new Uint8Array(16)));
    return sequence(sequence(oid(KEY_OID.pbes2), sequence(kdf, scheme)), octetString(new Uint8Array(16)));
  };
  const open = (der: Uint8Array, maxIterations?: number) => decryptPkcs8({ der, password: 'x', maxIterations });
  for (const count of ['4c4b41', '7fffffff']) {
    refuses(() => open(file(derivation(count))), 'pki/too-large', { field: 'iterationCount' });
  }
  refuses(() => open(file(derivation('ffffffffffffffff'))), 'pki/bad-structure', { field: 'iterationCount' });
  refuses(() => open(file(derivation('00'))), 'pki/bad-structure', { field: 'iterationCount' });
  refuses(() => open(file(derivation('0800')), 100), 'pki/too-large', { field: 'iterationCount' });
  refuses(() => open(file(derivation('01', new Uint8Array(2000)))), 'pki/too-large', { field: 'salt' });
  // 32 bytes of key are two digests of SHA-1, and each is counted out.
  refuses(() => open(file(derivation('0800')), 4095), 'pki/too-large', { field: 'iterationCount' });
  refuses(() => open(file(derivation('0800')), 4096), 'pki/wrong-password');
  refuses(() => open(file(derivation('01'))), 'pki/wrong-password');
});

test('the names of GM/T 0091 are read', () => {
  const key = keyOf('sm2');
  const der = encryptPkcs8({ key, password: 'x', random, cipher: 'sm4-cbc', iterations: 1000 });
  const hex = Buffer.from(der).toString('hex');
  // Same structure under the standard's own arcs, rebuilt with the lengths that follow.
  const salt = Buffer.from(hex.slice(hex.indexOf('0410') + 4, hex.indexOf('0410') + 36), 'hex');
  const [, ivHex = '', rest = ''] = /2a811ccf550168020410([0-9a-f]{32})04[0-9a-f]{4}([0-9a-f]+)$/.exec(hex) ?? [];
  const gm = (prf: Uint8Array[], cipher: string, kdf = '1.2.156.10197.6.1.4.1.5.1') =>
    sequence(
      sequence(
        oid('1.2.156.10197.6.1.4.1.5.2'),
        sequence(
          sequence(oid(kdf), sequence(octetString(salt), integer(1000), ...prf)),
          sequence(oid(cipher), octetString(Uint8Array.from(Buffer.from(ivHex, 'hex')))),
        ),
      ),
      octetString(Uint8Array.from(Buffer.from(rest, 'hex'))),
    );
  const prf = (type: string) => [sequence(oid(type), nullValue())];
  for (const file of [
    gm([], '1.2.156.10197.1.104.2'),
    gm(prf('1.2.156.10197.1.401.3.1'), '1.2.156.10197.6.1.4.1.12.1.1'),
    gm(prf('1.2.156.10197.1.401.2'), '1.2.156.10197.1.104', '1.2.156.10197.6.4.1.5.1'),
  ]) {
    assert.ok(sameKey(decryptPkcs8({ der: file, password: Secret.take(new TextEncoder().encode('x')) }), key));
  }
});

test('native and portable derive the same', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('sha1', 'sha256', 'sha384', 'sha512', 'sm3'),
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 70 }),
      (prf, password, salt, iterations, length) => {
        const input = { prf, password, salt, iterations, length } as const;
        assert.deepEqual(native.pbkdf2(input), portable.pbkdf2(input));
        assert.deepEqual(native.hmac(prf, password, salt), portable.hmac(prf, password, salt));
        assert.deepEqual(native.digest(prf, salt), portable.digest(prf, salt));
      },
    ),
    { numRuns: 60 },
  );
  for (const kind of ['p256', 'p384', 'p521'] as const) {
    const scalar = bytesOf(keyOf(kind).secret);
    assert.deepEqual(native.publicPoint(kind, scalar), portable.publicPoint(kind, scalar));
    for (const bad of [new Uint8Array(scalar.length), new Uint8Array(scalar.length).fill(0xff)]) {
      assert.deepEqual([native.publicPoint(kind, bad), portable.publicPoint(kind, bad)], [undefined, undefined]);
    }
  }
});

test('truncations and changes never crash', () => {
  const encrypted = encryptPkcs8({ key: keyOf('sm2'), password: 'x', random, iterations: 1000 });
  const open = (der: Uint8Array) => decryptPkcs8({ der, password: 'x', maxIterations: 5000 });
  const files: readonly (readonly [(der: Uint8Array) => unknown, Uint8Array])[] = [
    [parsePkcs8, bytesOf(writePkcs8(keyOf('sm2')))],
    [parsePkcs8, bytesOf(writePkcs8(keyOf('rsa'))).slice(0, 120)],
    [parseSec1, bytesOf(writeSec1(keyOf('p384')))],
  ];
  for (const [parse, der] of files) {
    for (let i = 0; i < der.length; i++) {
      neverCrashes(parse, der.slice(0, i));
      const changed = new Uint8Array(der);
      changed[i] = (changed[i] as number) ^ 0x21;
      neverCrashes(parse, changed);
    }
  }
  for (let i = 0; i < encrypted.length; i++) {
    const changed = new Uint8Array(encrypted);
    changed[i] = (changed[i] as number) ^ 0x21;
    assert.throws(() => open(changed), { name: 'PkiError' }, `byte ${i}`);
  }
});
