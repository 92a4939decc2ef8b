/** Private keys under a password (PKCS #8, PBES2) and SM2EnvelopedKey (GM/T 0009-2012 clause 7.4). */
import { buildEnvelopedKey, decryptPkcs8, encryptPkcs8, openEnvelopedKey, parsePkcs8 } from '@qianyin/pki/keys';
import { signingKey } from '../authority.ts';
import type { Case, Subject } from '../case.ts';
import { flipped, seeded, toHex, utf8 } from '../seed.ts';
import { newKey } from '../sm2-keys.ts';

const KINDS = ['sm2', 'p256', 'p384', 'p521', 'rsa'] as const;
const CIPHERS = ['aes-256-cbc', 'sm4-cbc'] as const;
/** Few, for speed; the count is the writer's choice. */
const ITERATIONS = 2000;
const PASSWORD = '密码 Pass-1';

export const privateKeysSubject: Subject = {
  name: 'private-keys',
  cases: () => [...KINDS.flatMap((kind) => CIPHERS.flatMap((cipher) => encrypted(kind, cipher))), ...enveloped()],
};

function encrypted(kind: (typeof KINDS)[number], cipher: (typeof CIPHERS)[number]): Case[] {
  const { pkcs8, spki } = signingKey(kind, 'owner');
  const random = seeded(`pkcs8 ${kind} ${cipher}`);
  const der = encryptPkcs8({ key: parsePkcs8(pkcs8), password: PASSWORD, random, cipher, iterations: ITERATIONS });
  const open = (password: string) => toHex(decryptPkcs8({ der, password }).publicKey.der) === toHex(spki);
  const shared = { kind: 'pkcs8-decrypt', parameters: { key: kind, cipher }, outputs: { publicKey: spki } } as const;
  const name = `${kind}, ${cipher}`;
  return [
    {
      ...shared,
      name,
      except: cipher === 'sm4-cbc' ? { openssl: 'has no SM3 for PBKDF2 (3.0)' } : {},
      files: { encrypted: der, password: utf8(PASSWORD) },
      expected: 'accept',
      ours: () => open(PASSWORD),
    },
    {
      ...shared,
      name: `${name}, wrong password`,
      files: { encrypted: der, password: utf8('another') },
      expected: 'reject',
      ours: () => open('another'),
    },
    {
      name: `${name}, encrypted by the outsider`,
      kind: 'pkcs8-encrypt',
      parameters: { key: kind, cipher, iterations: `${ITERATIONS}` },
      files: { privateKey: pkcs8, password: utf8(PASSWORD) },
      judge: ({ encrypted: theirs = new Uint8Array() }) => {
        const key = decryptPkcs8({ der: theirs, password: PASSWORD });
        if (toHex(key.publicKey.der) !== toHex(spki)) throw new Error('another key');
      },
    },
  ];
}

function enveloped(): Case[] {
  const owner = newKey('subscriber');
  const inside = newKey('encryption key of the subscriber');
  const key = parsePkcs8(inside.pkcs8);
  const der = buildEnvelopedKey({ key, recipient: owner.publicKey, random: seeded('enveloped key') });
  const asked = (name: string, envelope: Uint8Array, expected: 'accept' | 'reject', by = owner): Case => ({
    name: `SM2EnvelopedKey, ${name}`,
    kind: 'enveloped-key-open',
    files: { envelope, privateKey: by.pkcs8 },
    expected,
    outputs: { publicKey: inside.spki },
    ours: () => {
      const opened = openEnvelopedKey({ der: envelope, privateKey: by.privateKey });
      return toHex(opened.publicKey.der) === toHex(inside.spki);
    },
  });
  return [
    asked('good', der, 'accept'),
    asked('another recipient', der, 'reject', newKey('somebody else')),
    asked('private key changed', flipped(der, -1), 'reject'),
    asked('last octet missing', der.subarray(0, -1), 'reject'),
    asked('octet after the end', new Uint8Array([...der, 0]), 'reject'),
    {
      name: 'SM2EnvelopedKey, made by the outsider',
      kind: 'enveloped-key-make',
      files: { privateKey: inside.pkcs8, recipient: owner.spki },
      judge: ({ envelope = new Uint8Array() }) => {
        const opened = openEnvelopedKey({ der: envelope, privateKey: owner.privateKey });
        if (toHex(opened.publicKey.der) !== toHex(inside.spki)) throw new Error('another key');
      },
    },
  ];
}
