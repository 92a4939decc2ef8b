import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { PFX } from '@peculiar/asn1-pfx';
import { Secret, sm2GenerateKeyPair } from '@qianyin/gm';
import { concat, sameBytes } from '../bytes.ts';
import { encode, explicit, integer, octetString, oid, sequence } from '../der/write.ts';
import type { Certificate } from '../index.ts';
import {
  assembleCertificate,
  buildTbsCertificate,
  newSerial,
  parseCertificate,
  parseTbsCertificate,
  pemDecode,
  pemEncode,
} from '../index.ts';
import type { PrivateKey } from '../keys/index.ts';
import { ecPrivateKey, encryptPkcs8, parsePkcs8, writePkcs8 } from '../keys/index.ts';
import type { TestKeyKind } from '../testing/key-kinds.ts';
import { makeKey } from '../testing/key-kinds.ts';
import { openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { random, sign } from '../testing/toy-ca.ts';
import { berToDer } from './ber.ts';
import { certificateOfKey, readPkcs12, writePkcs12 } from './index.ts';
import { bmpPassword, pkcs12Kdf } from './kdf.ts';
import { PKCS12_OID } from './oids.ts';
import { rc2CbcDecrypt } from './rc2.ts';

interface Identity {
  key: PrivateKey;
  certificate: Certificate;
}

function identity(kind: TestKeyKind): Identity {
  const made = kind === 'sm2' ? undefined : makeKey(kind);
  const pair = sm2GenerateKeyPair(random);
  const key = made ? parsePkcs8(made.pkcs8 ?? assert.fail()) : ecPrivateKey('sm2', pair.privateKey.copy());
  const tbs = buildTbsCertificate({
    profile: 'root',
    serial: newSerial(random),
    subject: { organization: '签印测试', commonName: kind },
    publicKey: key.publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
  });
  const name = parseTbsCertificate(tbs).signatureAlgorithm.name ?? assert.fail();
  const signature = made ? made.sign(name, tbs) : sign(pair, tbs);
  return { key, certificate: parseCertificate(assembleCertificate(tbs, signature)) };
}

const KINDS: readonly TestKeyKind[] = ['sm2', 'rsa', 'p256', 'p384'];
const IDENTITIES = new Map(KINDS.map((kind) => [kind, identity(kind)]));
const identityOf = (kind: TestKeyKind): Identity => IDENTITIES.get(kind) ?? assert.fail();
const PASSWORD = '口令 123';
const sameKey = (a: PrivateKey, b: PrivateKey) => sameBytes(a.secret.copy(), b.secret.copy());

for (const kind of KINDS) {
  test(`a file with a ${kind} key goes round, and openssl opens it`, () => {
    const { key, certificate } = identityOf(kind);
    const above = identityOf('sm2').certificate;
    const chain: [Certificate, ...Certificate[]] = kind === 'sm2' ? [certificate] : [certificate, above];
    const input = { key, certificates: chain, password: PASSWORD, random, friendlyName: '张三 key', iterations: 1000 };
    const pfx = writePkcs12(input);
    const file = readPkcs12({ pfx, password: PASSWORD });
    assert.equal(file.authenticated, true);
    assert.deepEqual([file.keys.length, file.certificates.length, file.skipped], [1, chain.length, 0]);
    const entry = file.keys[0] ?? assert.fail();
    assert.ok(sameKey(entry.key, key));
    assert.equal(entry.friendlyName, '张三 key');
    assert.deepEqual(certificateOfKey(file, entry)?.certificate.der, certificate.der);
    assert.deepEqual(certificateOfKey(file, entry)?.localKeyId, entry.localKeyId);
    refuses(() => readPkcs12({ pfx, password: 'other' }), 'pki/wrong-password', { field: 'password' });
    assert.equal(AsnConvert.parse(pfx, PFX).version, 3);
    const gm = readPkcs12({ pfx: writePkcs12({ ...input, cipher: 'sm4-cbc' }), password: PASSWORD });
    assert.ok(sameKey((gm.keys[0] ?? assert.fail()).key, key));
    if (skipWithoutOpenssl) return;
    const { status, text } = openssl(['pkcs12', '-in', 'id.p12', '-passin', `pass:${PASSWORD}`, '-nodes'], {
      'id.p12': pfx,
    });
    assert.equal(status, 0, text);
    assert.deepEqual(
      pemDecode('CERTIFICATE', text).map((der) => der.length),
      chain.map(({ der }) => der.length),
    );
    assert.ok(sameKey(parsePkcs8(pemDecode('PRIVATE KEY', text)[0] ?? assert.fail(text)), key));
    assert.match(text, /friendlyName: /);
  });
}

const WAYS: readonly (readonly [string, string[], boolean])[] = [
  ['its defaults', [], true],
  ['triple DES and a MAC of SHA-1', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'], true],
  ['two-key triple DES', ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES'], true],
  ['RC2 of 40 bits, as it did until 3.0', ['-legacy'], true],
  ['RC2 of 128 bits', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-3DES'], true],
  ['AES-128 and a MAC of SHA-512', ['-keypbe', 'aes-128-cbc', '-certpbe', 'aes-128-cbc', '-macalg', 'sha512'], true],
  ['SM4 and a MAC of SM3', ['-keypbe', 'sm4-cbc', '-certpbe', 'sm4-cbc', '-macalg', 'sm3'], true],
  ['certificates in clear', ['-certpbe', 'NONE'], true],
  ['a key in clear', ['-keypbe', 'NONE', '-certpbe', 'NONE'], true],
  ['no MAC', ['-nomac'], false],
  ['a MAC of one iteration', ['-nomaciter'], true],
];

for (const [name, args, authenticated] of WAYS) {
  test(`openssl’s files are read: ${name}`, { skip: skipWithoutOpenssl }, (t) => {
    for (const kind of KINDS) {
      const { key, certificate } = identityOf(kind);
      const files = {
        'key.pem': pemEncode('PRIVATE KEY', writePkcs8(key).copy()),
        'cert.pem': pemEncode('CERTIFICATE', certificate.der),
      };
      for (const password of [PASSWORD, '']) {
        const made = openssl(
          [
            'pkcs12',
            '-export',
            '-inkey',
            'key.pem',
            '-in',
            'cert.pem',
            '-name',
            'k',
            '-passout',
            `pass:${password}`,
            ...args,
            '-out',
            'out',
          ],
          files,
        );
        // RC2 is in a module of its own, which need not be installed.
        if (args.includes('-legacy') && made.status !== 0) return t.skip(made.text);
        assert.equal(made.status, 0, made.text);
        const pfx = made.out ?? assert.fail(made.text);
        const file = readPkcs12({ pfx, password });
        assert.equal(file.authenticated, authenticated);
        const entry = file.keys[0] ?? assert.fail();
        assert.ok(sameKey(entry.key, key), kind);
        assert.deepEqual(certificateOfKey(file, entry)?.certificate.der, certificate.der);
        if (authenticated) refuses(() => readPkcs12({ pfx, password: 'no' }), 'pki/wrong-password');
      }
    }
  });
}

test('RC2, by the vectors of RFC 2268 §5 whose effective length is the key’s', () => {
  const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
  const decrypt = (key: string, block: string) =>
    Buffer.from(rc2CbcDecrypt(hex(key), new Uint8Array(8), hex(block))).toString('hex');
  assert.equal(decrypt('ffffffffffffffff', '278b27e42e2f0d49'), 'ffffffffffffffff');
  assert.equal(decrypt('3000000000000000', '30649edf9be7d2c2'), '1000000000000001');
  assert.equal(decrypt('88bca90e90875a7f0f79c384627bafb2', '2269552ab0f85ca6'), '0000000000000000');
});

test('the derivation of RFC 7292 B.2, by known answers', () => {
  // Computed with OpenSSL's own: `openssl kdf -keylen N -kdfopt digest:… -kdfopt hexpass:… -kdfopt hexsalt:… -kdfopt iter:… -kdfopt id:… PKCS12KDF`.
  const derive = (hash: 'sha1' | 'sha256' | 'sha512', id: number, iterations: number, length: number) =>
    Buffer.from(
      pkcs12Kdf({
        hash,
        purpose: id,
        password: bmpPassword(new TextEncoder().encode('smeg')),
        salt: Uint8Array.from(Buffer.from('0a58cf64530d823f', 'hex')),
        iterations,
        length,
      }),
    ).toString('hex');
  assert.equal(derive('sha1', 1, 1, 24), '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3');
  if (skipWithoutOpenssl) return;
  for (const [hash, id, iterations, length] of [
    ['sha1', 2, 1, 8],
    ['sha256', 3, 1000, 32],
    ['sha512', 1, 7, 100],
  ] as const) {
    const options = [
      `digest:${hash}`,
      'hexpass:0073006d006500670000',
      'hexsalt:0a58cf64530d823f',
      `iter:${iterations}`,
      `id:${id}`,
    ];
    const { text } = openssl(
      ['kdf', '-keylen', String(length), ...options.flatMap((each) => ['-kdfopt', each]), 'PKCS12KDF'],
      {},
    );
    assert.equal(derive(hash, id, iterations, length), text.trim().replaceAll(':', '').toLowerCase());
  }
});

const sample = (): Uint8Array => {
  const { key, certificate } = identityOf('sm2');
  return writePkcs12({ key, certificates: [certificate], password: 'x', random, iterations: 1000 });
};

test('BER files are read: indefinite lengths and strings in pieces', () => {
  const { key } = identityOf('sm2');
  const pfx = sample();
  const ber = toBer(pfx);
  assert.ok(ber.length > pfx.length);
  assert.deepEqual(berToDer(ber), pfx);
  const file = readPkcs12({ pfx: ber, password: 'x' });
  assert.ok(file.authenticated && sameKey((file.keys[0] ?? assert.fail()).key, key));
});

/** Constructed values in indefinite length, octet strings of more than 8 bytes in two pieces. */
function toBer(der: Uint8Array): Uint8Array {
  const tag = der[0] as number;
  const head = (der[1] as number) < 0x80 ? 2 : 2 + ((der[1] as number) & 0x7f);
  const content = der.subarray(head);
  const end = Uint8Array.of(0, 0);
  if (tag === 0x04 && content.length > 8) {
    const pieces = [content.subarray(0, 5), content.subarray(5)].map(octetString);
    return concat(Uint8Array.of(0x24, 0x80), ...pieces, end);
  }
  if ((tag & 0x20) === 0) return der;
  const children: Uint8Array[] = [];
  for (let at = 0; at < content.length; ) {
    const rest = content.subarray(at);
    const size = sizeOf(rest);
    children.push(toBer(rest.subarray(0, size)));
    at += size;
  }
  return concat(Uint8Array.of(tag, 0x80), ...children, end);
}

function sizeOf(der: Uint8Array): number {
  const first = der[1] as number;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  return 2 + octets + der.subarray(2, 2 + octets).reduce((sum, byte) => sum * 256 + byte, 0);
}

test('what is not even BER, or nested without end, is refused', () => {
  const bad: readonly (readonly [string, string])[] = [
    ['', 'pki/bad-der'],
    ['3080', 'pki/bad-der'],
    ['308000', 'pki/bad-der'],
    ['04800000', 'pki/bad-der'],
    ['3084ffffffff', 'pki/bad-der'],
    ['308500000000010000', 'pki/bad-der'],
    ['3f8100', 'pki/bad-der'],
    ['24800201050000', 'pki/bad-der'],
    ['0500ff', 'pki/bad-der'],
    ['3080'.repeat(40), 'pki/too-large'],
  ];
  for (const [hex, code] of bad) {
    refuses(() => berToDer(Uint8Array.from(Buffer.from(hex, 'hex'))), code as 'pki/bad-der');
  }
});

test('a file of millions of values is refused before they are objects', () => {
  const million = new Uint8Array(2 << 20);
  for (const [tag, filler] of [
    [0x30, 0x05],
    [0x31, 0x05],
    [0x24, 0x04],
  ] as const) {
    for (let i = 2; i < million.length - 2; i += 2) million[i] = filler;
    million.set([tag, 0x80]);
    refuses(() => readPkcs12({ pfx: million, password: 'x' }), 'pki/too-large');
  }
  const pieces = concat(
    Uint8Array.of(0x24, 0x80),
    ...Array.from({ length: 90_000 }, () => Uint8Array.of(4, 1, 7)),
    Uint8Array.of(0, 0),
  );
  assert.deepEqual(berToDer(pieces), octetString(new Uint8Array(90_000).fill(7)));
});

test('keys that were open when the rest is refused are wiped', (t) => {
  const { key } = identityOf('sm2');
  const bag = sequence(oid(PKCS12_OID.keyBag), explicit(0, writePkcs8(key).copy()));
  const data = (content: Uint8Array) => sequence(oid(PKCS12_OID.data), explicit(0, octetString(content)));
  const pfx = sequence(integer(3), data(sequence(data(sequence(bag, integer(1))))));
  const wiped = t.mock.method(Secret.prototype, 'wipe');
  refuses(() => readPkcs12({ pfx, password: 'x' }), 'pki/bad-structure');
  assert.equal(wiped.mock.callCount(), 1);
});

test('a file cannot ask for unbounded work', () => {
  const { key, certificate } = identityOf('sm2');
  const pfx = writePkcs12({ key, certificates: [certificate], password: 'x', random, iterations: 4000 });
  refuses(() => readPkcs12({ pfx, password: 'x', maxIterations: 11_999 }), 'pki/too-large', {
    field: 'iterationCount',
  });
  readPkcs12({ pfx, password: 'x', maxIterations: 12_000 });
  const bag = sequence(
    oid(PKCS12_OID.shroudedKeyBag),
    explicit(0, encryptPkcs8({ key, password: 'x', random, iterations: 1000 })),
  );
  const data = (content: Uint8Array) => sequence(oid(PKCS12_OID.data), explicit(0, octetString(content)));
  const file = (...bags: Uint8Array[]) => sequence(integer(3), data(sequence(data(sequence(...bags)))));
  const three = readPkcs12({ pfx: file(bag, bag, bag), password: 'x' });
  assert.deepEqual([three.keys.length, three.authenticated], [3, false]);
  refuses(() => readPkcs12({ pfx: file(bag, bag, bag), password: 'x', maxIterations: 2500 }), 'pki/too-large');
  const other = sequence(oid('1.2.3'), explicit(0, integer(1)));
  refuses(() => readPkcs12({ pfx: file(...Array.from({ length: 101 }, () => other)), password: 'x' }), 'pki/too-large');
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? other : sequence(oid(PKCS12_OID.safeContentsBag), explicit(0, sequence(nested(depth - 1))));
  assert.equal(readPkcs12({ pfx: file(nested(3)), password: 'x' }).skipped, 1);
  refuses(() => readPkcs12({ pfx: file(nested(6)), password: 'x' }), 'pki/too-large');
});

test('unknown ciphers, versions and contents are refused by field', () => {
  const data = (content: Uint8Array) => sequence(oid(PKCS12_OID.data), explicit(0, octetString(content)));
  const rc4 = sequence(oid('1.2.840.113549.1.12.1.1'), sequence(octetString(new Uint8Array(8)), integer(1)));
  const encrypted = sequence(
    oid(PKCS12_OID.encryptedData),
    explicit(0, sequence(integer(0), sequence(oid(PKCS12_OID.data), rc4, encode(0x80, new Uint8Array(8))))),
  );
  const read = (pfx: Uint8Array) => readPkcs12({ pfx, password: 'x' });
  refuses(() => read(sequence(integer(3), data(sequence(encrypted)))), 'pki/unsupported-algorithm', {
    field: 'encryptionAlgorithm',
  });
  refuses(() => read(sequence(integer(2), data(sequence()))), 'pki/bad-structure', { field: 'version' });
  const signed = sequence(oid('1.2.840.113549.1.7.2'), explicit(0, octetString(new Uint8Array(2))));
  refuses(() => read(sequence(integer(3), signed)), 'pki/unsupported-algorithm', { field: 'contentType' });
  refuses(() => read(new Uint8Array(5 << 20)), 'pki/too-large');
});

test('a key goes with its own certificate', () => {
  const { key } = identityOf('sm2');
  const { certificate } = identityOf('p256');
  refuses(() => writePkcs12({ key, certificates: [certificate], password: 'x', random }), 'pki/key-mismatch');
  refuses(
    () => writePkcs12({ key, certificates: [identityOf('sm2').certificate], password: 'x', random, iterations: 10 }),
    'pki/bad-value',
    { field: 'iterations' },
  );
});

test('truncations and noise never crash, and no change is believed', () => {
  const pfx = sample();
  const read = (bytes: Uint8Array) => readPkcs12({ pfx: bytes, password: 'x', maxIterations: 5000 });
  for (let i = 0; i < pfx.length; i += 7) neverCrashes(read, pfx.slice(0, i));
  for (let i = 0; i < pfx.length; i++) {
    for (const change of [0x01, 0x04, 0x20, 0x80]) {
      const changed = new Uint8Array(pfx);
      changed[i] = (changed[i] as number) ^ change;
      assert.throws(() => read(changed), { name: 'PkiError' }, `byte ${i} by ${change}`);
    }
  }
});
