/** Keys with their certificates in files: PKCS #12 (RFC 7292), and CFCA's `.sm2`. */
import { readSm2File, writeSm2File } from '@qianyin/pki/cfca';
import { parsePkcs8 } from '@qianyin/pki/keys';
import { certificateOfKey, readPkcs12, writePkcs12 } from '@qianyin/pki/pkcs12';
import { type Authority, authority } from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { flipped, seeded, toHex, utf8 } from '../seed.ts';

const KINDS = ['sm2', 'p256', 'p384', 'p521', 'rsa'] as const;
type Kind = (typeof KINDS)[number];
const CIPHERS = ['aes-256-cbc', 'sm4-cbc'] as const;
const PASSWORD = '密码Pass-1';
const ITERATIONS = 2000;
const SM4 = {
  openssl: 'has no SM3 for PBKDF2 (3.0)',
  bouncycastle: 'has no SM4 with SM3 in PBES2',
  gnutls: 'has neither SM4 nor SM3',
  nss: 'has neither SM4 nor SM3',
};

export const keyFilesSubject: Subject = {
  name: 'key-files',
  cases: () => [...KINDS.flatMap((kind) => pkcs12(authority(kind))), ...sm2File(authority('sm2'))],
};

function pkcs12(by: Authority): Case[] {
  const kind = by.kind as Kind;
  return [
    ...CIPHERS.flatMap((cipher) => written(by, kind, cipher)),
    ...(['aes', '3des'] as const).map((how) => made(by, how)),
  ];
}

function written({ signing, issuing, root }: Authority, kind: Kind, cipher: (typeof CIPHERS)[number]): Case[] {
  const pfx = writePkcs12({
    key: parsePkcs8(signing.key.pkcs8),
    certificates: [signing.certificate, issuing.certificate, root.certificate],
    password: PASSWORD,
    friendlyName: 'signing',
    random: seeded(`pkcs12 ${kind} ${cipher}`),
    cipher,
    iterations: ITERATIONS,
  });
  const opens = (file: Uint8Array, password: string): boolean => {
    const read = readPkcs12({ pfx: file, password });
    const [key] = read.keys;
    return key !== undefined && certificateOfKey(read, key)?.certificate.serial === signing.certificate.serial;
  };
  const asked = (name: string, file: Uint8Array, expected: 'accept' | 'reject', password = PASSWORD): Case => ({
    name: `PKCS #12, ${kind}, ${cipher}, ${name}`,
    kind: 'pkcs12-read',
    parameters: { key: kind, cipher },
    files: { pfx: file, password: utf8(password) },
    expected,
    ours: () => opens(file, password),
    outputs: { publicKey: signing.key.spki, certificate: signing.certificate.der },
    except: cipher === 'sm4-cbc' ? SM4 : {},
  });
  return [
    asked('good', pfx, 'accept'),
    asked('wrong password', pfx, 'reject', 'another'),
    asked('MAC changed', flipped(pfx, -40), 'reject'),
    asked('last octet missing', pfx.subarray(0, -1), 'reject'),
    {
      ...asked('octet after the end', new Uint8Array([...pfx, 0]), 'reject'),
      except: { ...STREAMS, bouncycastle: STREAMS.openssl, nss: STREAMS.openssl, gnutls: STREAMS.openssl },
    },
  ];
}

function made({ kind, signing, issuing }: Authority, how: 'aes' | '3des'): Case {
  return {
    name: `PKCS #12, ${kind}, ${how}, made by the outsider`,
    kind: 'pkcs12-write',
    parameters: { key: kind, how },
    files: {
      privateKey: signing.key.pkcs8,
      certificate: signing.certificate.der,
      issuer: issuing.certificate.der,
      password: utf8(PASSWORD),
    },
    judge: ({ pfx = new Uint8Array() }) => {
      const file = readPkcs12({ pfx, password: PASSWORD });
      const [key] = file.keys;
      if (!file.authenticated) throw new Error('no MAC');
      if (!key || toHex(key.key.publicKey.der) !== toHex(signing.key.spki)) throw new Error('another key');
      if (certificateOfKey(file, key)?.certificate.serial !== signing.certificate.serial)
        throw new Error('another certificate');
    },
  };
}

function sm2File({ signing }: Authority): Case[] {
  const key = parsePkcs8(signing.key.pkcs8);
  const file = writeSm2File({ key, certificate: signing.certificate, password: PASSWORD });
  const spki = toHex(signing.key.spki);
  const asked = (name: string, bytes: Uint8Array, expected: 'accept' | 'reject', password = PASSWORD): Case => ({
    name: `.sm2, ${name}`,
    kind: 'sm2-file-open',
    files: { file: bytes, password: utf8(password) },
    expected,
    ours: () => toHex(readSm2File({ file: bytes, password }).key.publicKey.der) === spki,
    outputs: { publicKey: signing.key.spki, certificate: signing.certificate.der },
  });
  return [
    asked('good', file, 'accept'),
    asked('wrong password', file, 'reject', 'another'),
    asked('last octet missing', file.subarray(0, -1), 'reject'),
    {
      name: '.sm2, made by the outsider',
      kind: 'sm2-file-make',
      files: { privateKey: signing.key.pkcs8, certificate: signing.certificate.der, password: utf8(PASSWORD) },
      judge: ({ file: theirs = new Uint8Array() }) => {
        const read = readSm2File({ file: theirs, password: PASSWORD });
        if (toHex(read.key.publicKey.der) !== spki) throw new Error('another key');
      },
    },
  ];
}
