import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, sm2Encrypt, sm2GenerateKeyPair, sm3Kdf, sm4CbcEncrypt } from '@qianyin/gm';
import { concat, sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { encode, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import {
  assembleCsr,
  buildCsrInfo,
  isSignedBy,
  nameToString,
  parseCertificate,
  parseCsr,
  pemDecode,
} from '../index.ts';
import { ATTRIBUTE_OID, temporaryKeyBlob } from '../csr/attributes.ts';
import { writeCsrInfo } from '../csr/request.ts';
import { ecPrivateKey } from '../keys/index.ts';
import { KEY_OID } from '../keys/oids.ts';
import { CFCA } from '../testing/cfca-vectors.ts';
import { makeKey } from '../testing/key-kinds.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { makeToyCa, random, sign } from '../testing/toy-ca.ts';
import { buildCfcaCsrInfo, openReturnedKey, readSm2File, writeSm2File } from './index.ts';

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

test('a file of CFCA’s tool kit opens, and its certificate is the test authority’s', () => {
  const { key, certificate } = readSm2File({ file: CFCA.sm2File, password: CFCA.sm2FilePassword });
  assert.match(nameToString(certificate.subject), /CFCA TEST OCA1/);
  assert.deepEqual(key.publicKey.publicKey, certificate.publicKey);
  const authority = parseCertificate(pemDecode('CERTIFICATE', CFCA.authority)[0] ?? assert.fail());
  assert.ok(isSignedBy(certificate, authority));
  refuses(() => readSm2File({ file: CFCA.sm2File, password: '1234567' }), 'pki/wrong-password', { field: 'password' });
});

const { unit, individual } = makeToyCa();
const unitKey = ecPrivateKey('sm2', unit.keys.privateKey.copy());

/** As SADK and gmsm write it: the cipher by its block cipher's name, d without leading zeros. */
function deviant(d: Uint8Array, password: string, cipher: string = KEY_OID.sm4, certificate = unit.certificate.der) {
  const derived = sm3Kdf(new TextEncoder().encode(password), 32);
  const encrypted = sm4CbcEncrypt(derived.subarray(16), derived.subarray(0, 16), d);
  return sequence(
    integer(1),
    sequence(oid(OID.gmData), oid(cipher), octetString(encrypted)),
    sequence(oid(OID.gmData), octetString(certificate)),
  );
}

test('what is written is read, and the deviations too', () => {
  const file = writeSm2File({ key: unitKey, certificate: unit.certificate, password: '口令' });
  const d = unitKey.secret.copy();
  for (const form of [
    file,
    Buffer.from(file).toString('base64'),
    deviant(d, '口令'),
    deviant(concat(new Uint8Array(2), d), '口令'),
  ]) {
    assert.ok(sameBytes(readSm2File({ file: form, password: '口令' }).key.secret.copy(), d));
  }
  const short = ecPrivateKey('sm2', Uint8Array.of(7));
  const issued = parseCertificate(unit.certificate.der);
  refuses(() => writeSm2File({ key: short, certificate: issued, password: 'x' }), 'pki/key-mismatch');
  refuses(() => readSm2File({ file: deviant(Uint8Array.of(7), 'x'), password: 'x' }), 'pki/key-mismatch');
});

test('files that are none are refused by field', () => {
  const d = unitKey.secret.copy();
  const read = (file: Uint8Array | string) => readSm2File({ file, password: 'x' });
  refuses(() => read(deviant(d, 'x', '1.2.3')), 'pki/unsupported-algorithm', { field: 'cipher' });
  refuses(() => read(deviant(d, 'x', KEY_OID.sm4, individual.certificate.der)), 'pki/key-mismatch', {
    field: 'certificate',
  });
  refuses(() => read(deviant(new Uint8Array(32), 'x')), 'pki/bad-structure', { field: 'privateKey' });
  refuses(() => read('no key!'), 'pki/bad-structure', { field: 'sm2File' });
  refuses(() => read('A'.repeat(200_000)), 'pki/too-large', { field: 'sm2File' });
  const whole = deviant(d, 'x');
  for (let i = 0; i < whole.length; i += 3) neverCrashes(read, whole.slice(0, i));
});

test('a request of CFCA’s tool kit is read, attributes without their SET', () => {
  const request = parseCsr(base64(CFCA.request));
  assert.ok(request.valid);
  assert.equal(request.challengePassword, '111111');
  assert.equal(request.temporaryPublicKey?.length, 65);
  assert.deepEqual(request.attributeTypes, [ATTRIBUTE_OID.challengePassword, ATTRIBUTE_OID.temporaryPublicKey]);
});

test('a request is written as CFCA’s tool kit writes it', () => {
  const [keys, temporary] = [sm2GenerateKeyPair(random), sm2GenerateKeyPair(random)];
  const original = parseCsr(base64(CFCA.request));
  const rebuilt = buildCfcaCsrInfo({
    subject: original.subject,
    publicKey: original.publicKey,
    temporaryPublicKey: original.temporaryPublicKey ?? assert.fail(),
    challengePassword: '111111',
  });
  assert.deepEqual(rebuilt, original.info, 'byte for byte');
  const input = {
    subject: { commonName: '甲' },
    publicKey: keys.publicKey,
    temporaryPublicKey: temporary.publicKey,
    challengePassword: '123456',
  };
  const info = buildCfcaCsrInfo(input);
  const request = parseCsr(assembleCsr(info, sign(keys, info)));
  assert.ok(request.valid);
  assert.deepEqual(request.temporaryPublicKey, temporary.publicKey);
  refuses(() => buildCfcaCsrInfo({ ...input, temporaryPublicKey: new Uint8Array(65) }), 'pki/unsupported-key', {
    field: 'temporaryPublicKey',
  });
  refuses(() => buildCfcaCsrInfo({ ...input, challengePassword: '' }), 'pki/bad-value', { field: 'challengePassword' });
  refuses(() => buildCfcaCsrInfo({ ...input, challengePassword: '口令' }), 'pki/bad-value', {
    field: 'challengePassword',
  });
  const rsa = makeKey('rsa');
  const rsaInfo = buildCfcaCsrInfo({ ...input, publicKey: rsa.publicKey });
  assert.ok(parseCsr(assembleCsr(rsaInfo, rsa.sign('rsa-sha256', rsaInfo), 'rsa-sha256')).valid);
});

test('the temporary key is read in every form, and only when it is one', () => {
  const keys = sm2GenerateKeyPair(random);
  const blob = temporaryKeyBlob(keys.publicKey);
  const read = (value: Uint8Array) => {
    const attribute = sequence(oid(ATTRIBUTE_OID.temporaryPublicKey), value);
    const info = writeCsrInfo({ subject: { commonName: '甲' }, publicKey: keys.publicKey }, [attribute]);
    return parseCsr(assembleCsr(info, sign(keys, info))).temporaryPublicKey;
  };
  const wrapped = (bytes: Uint8Array) => octetString(sequence(integer(1), octetString(bytes)));
  for (const value of [octetString(blob), wrapped(blob), setOf(octetString(blob)), setOf(wrapped(blob))]) {
    assert.deepEqual(read(value), keys.publicKey);
  }
  const changed = (at: number) => {
    const copy = new Uint8Array(blob);
    copy[at] = (copy[at] as number) ^ 1;
    return octetString(copy);
  };
  refuses(() => read(changed(1)), 'pki/bad-structure', { field: 'temporaryPublicKey' });
  refuses(() => read(changed(50)), 'pki/bad-structure', { field: 'temporaryPublicKey' });
  refuses(() => read(changed(80)), 'pki/unsupported-key', { field: 'temporaryPublicKey' });
  refuses(() => read(octetString(sequence(integer(2), octetString(blob)))), 'pki/bad-structure', {
    field: 'temporaryPublicKey',
  });
  refuses(() => read(wrapped(blob.subarray(1))), 'pki/bad-structure', { field: 'temporaryPublicKey' });
});

test('a returned encryption key opens, with prefix, without, and with commas', () => {
  const privateKey = Secret.take(fromHex(CFCA.temporaryKey));
  const body = CFCA.returnedKey.slice(80);
  const commas = body.replace(/.{64}/g, '$&,');
  const prefixed = CFCA.returnedKey.slice(0, 64) + String(commas.length).padStart(16, '0') + commas;
  const forms = [CFCA.returnedKey, body, commas, prefixed, base64(body), new TextEncoder().encode(CFCA.returnedKey)];
  for (const data of forms) {
    const key = openReturnedKey({ data, privateKey });
    assert.deepEqual(key.secret.copy(), fromHex(CFCA.encryptionKey));
  }
  const open = (data: string | Uint8Array, secret = privateKey) => openReturnedKey({ data, privateKey: secret });
  refuses(() => open(body, sm2GenerateKeyPair(random).privateKey), 'pki/decrypt-failed', { field: 'returnedKey' });
  refuses(() => open(`${CFCA.returnedKey}A`), 'pki/bad-structure', { field: 'returnedKey', offset: 64 });
  refuses(() => open(`${body.slice(0, 100)}!${body.slice(101)}`), 'pki/bad-structure', { field: 'returnedKey' });
  refuses(() => open(sequence(integer(1), octetString(new Uint8Array(192)))), 'pki/bad-structure', {
    field: 'returnedKey',
  });
  refuses(() => open(sequence(integer(1), octetString(new Uint8Array(100)))), 'pki/bad-structure', {
    field: 'returnedKey',
  });
  refuses(() => open(encode(0x30, new Uint8Array(5000))), 'pki/too-large');
});

test('a returned key whose halves do not belong together is refused', () => {
  const temporary = sm2GenerateKeyPair(random);
  const [one, other] = [sm2GenerateKeyPair(random), sm2GenerateKeyPair(random)];
  const build = (publicKey: Uint8Array) => {
    const plaintext = concat(publicKey.subarray(1), one.privateKey.copy());
    const ciphertext = sm2Encrypt({ publicKey: temporary.publicKey, plaintext, random });
    return sequence(integer(1), octetString(ciphertext.subarray(1)));
  };
  const privateKey = temporary.privateKey;
  assert.equal(openReturnedKey({ data: build(one.publicKey), privateKey }).kind, 'sm2');
  refuses(() => openReturnedKey({ data: build(other.publicKey), privateKey }), 'pki/key-mismatch', {
    field: 'publicKey',
  });
});

test('a plain request has no temporary key', () => {
  const keys = sm2GenerateKeyPair(random);
  const info = buildCsrInfo({ subject: { commonName: '甲' }, publicKey: keys.publicKey });
  const request = parseCsr(assembleCsr(info, sign(keys, info)));
  assert.deepEqual(
    [request.attributeTypes, request.temporaryPublicKey, request.challengePassword],
    [[], undefined, undefined],
  );
});
