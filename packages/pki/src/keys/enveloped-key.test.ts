import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, sm2Encrypt, sm2GenerateKeyPair, sm4EcbEncrypt, ciphertextToDer } from '@qianyin/gm';
import { concat, sameBytes } from '../bytes.ts';
import { bitOctets, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { makeKey } from '../testing/key-kinds.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { random } from '../testing/toy-ca.ts';
import { buildEnvelopedKey, ecPrivateKey, openEnvelopedKey, parsePkcs8 } from './index.ts';
import { KEY_OID } from './oids.ts';

const signing = sm2GenerateKeyPair(random);
const key = ecPrivateKey('sm2', sm2GenerateKeyPair(random).privateKey.copy());
const d = key.secret.copy();
const open = (der: Uint8Array, privateKey = signing.privateKey) => openEnvelopedKey({ der, privateKey });

test('the encryption key arrives, and nobody else opens it', () => {
  const der = buildEnvelopedKey({ key, recipient: signing.publicKey, random });
  const opened = open(der);
  assert.deepEqual([opened.kind, opened.publicKey.der], ['sm2', key.publicKey.der]);
  assert.ok(sameBytes(opened.secret.copy(), d));
  refuses(() => open(der, sm2GenerateKeyPair(random).privateKey), 'pki/decrypt-failed', { field: 'symEncryptedKey' });
  const p256 = parsePkcs8(makeKey('p256').pkcs8 ?? assert.fail());
  refuses(() => buildEnvelopedKey({ key: p256, recipient: signing.publicKey, random }), 'pki/unsupported-key');
});

function build(parts: {
  cipher?: Uint8Array;
  plain?: Uint8Array;
  point?: Uint8Array;
  session?: Uint8Array;
  more?: Uint8Array[];
}): Uint8Array {
  const { session = random(16), plain = d, point = key.publicKey.publicKey } = parts;
  const ciphertext = sm2Encrypt({ publicKey: signing.publicKey, plaintext: session, random });
  return sequence(
    parts.cipher ?? sequence(oid(KEY_OID.sm4Ecb)),
    ciphertextToDer(ciphertext),
    bitOctets(point),
    bitOctets(session.length === 16 ? sm4EcbEncrypt(session, plain) : plain),
    ...(parts.more ?? []),
  );
}

test('forms of the cipher and of the padding that are met', () => {
  const ok = (der: Uint8Array) => assert.ok(sameBytes(open(der).secret.copy(), d));
  ok(build({}));
  ok(build({ cipher: sequence(oid(KEY_OID.sm4Ecb), nullValue()) }));
  ok(build({ cipher: sequence(oid(KEY_OID.sm4)) }));
  ok(build({ plain: concat(d, new Uint8Array(16).fill(16)) }));
  ok(build({ plain: concat(new Uint8Array(32), d) }));
});

test('what does not fit is refused by field', () => {
  refuses(() => open(build({ cipher: sequence(oid(KEY_OID.sm4Cbc)) })), 'pki/unsupported-algorithm', {
    field: 'symAlgID',
  });
  refuses(() => open(build({ cipher: sequence(oid(KEY_OID.sm4), octetString(d)) })), 'pki/bad-structure', {
    field: 'symAlgID',
  });
  refuses(() => open(build({ point: signing.publicKey })), 'pki/key-mismatch', { field: 'publicKey' });
  refuses(() => open(build({ plain: new Uint8Array(32) })), 'pki/bad-structure', { field: 'privateKey' });
  refuses(() => open(build({ plain: new Uint8Array(16) })), 'pki/bad-structure', { field: 'sm2EncryptedPrivateKey' });
  refuses(() => open(build({ plain: concat(d, new Uint8Array(16)) })), 'pki/bad-structure', {
    field: 'sm2EncryptedPrivateKey',
  });
  refuses(() => open(build({ plain: concat(d, d) })), 'pki/bad-structure', { field: 'sm2EncryptedPrivateKey' });
  refuses(() => open(build({ session: random(20) })), 'pki/bad-structure', { field: 'symEncryptedKey' });
  refuses(() => open(build({ more: [nullValue()] })), 'pki/bad-structure', { field: 'envelopedKey' });
  const bad = build({});
  bad[bad.indexOf(0x30, 20) + 8] = 0xff;
  assert.throws(() => open(bad), { name: 'PkiError' });
});

test('truncations and changes never crash, and no change opens', () => {
  const der = buildEnvelopedKey({ key, recipient: signing.publicKey, random });
  for (let i = 0; i < der.length; i++) {
    neverCrashes(open, der.slice(0, i));
    const changed = new Uint8Array(der);
    changed[i] = (changed[i] as number) ^ 0x10;
    assert.throws(() => open(changed), { name: 'PkiError' }, `byte ${i}`);
  }
  assert.throws(() => open(der, Secret.take(new Uint8Array(32).fill(1))), { name: 'PkiError' });
});
