/** How a second key reaches its owner: the answer of GM/T 0092-2020, and CFCA's request and returned key. */
import { sm2Encrypt, sm2Sign } from '@qianyin/gm';
import { buildCfcaCsrInfo, openReturnedKey } from '@qianyin/pki/cfca';
import { assembleCsr, buildCsrResponse, openCsrResponse, parseCsr } from '@qianyin/pki/csr';
import { buildEnvelopedKey, parsePkcs8 } from '@qianyin/pki/keys';
import { authority } from '../authority.ts';
import type { Case, Subject } from '../case.ts';
import { integerOf, wrapped } from '../der.ts';
import { flipped, seeded, toHex, utf8 } from '../seed.ts';
import { type HandedKey, newKey } from '../sm2-keys.ts';

export const dualCertificatesSubject: Subject = {
  name: 'dual-certificates',
  cases: () => [...responses(), ...cfcaRequests(), ...returnedKeys()],
};

function responses(): Case[] {
  const { signing, encryption } = authority('sm2');
  const signingKey = newKey('unit-signing');
  const random = seeded('csr response');
  const envelopedKey = buildEnvelopedKey({
    key: parsePkcs8(encryption.key.pkcs8),
    recipient: signingKey.publicKey,
    random,
  });
  const response = buildCsrResponse({
    signCertificates: [signing.certificate],
    encryption: { envelopedKey, certificates: [encryption.certificate] },
  });
  const single = buildCsrResponse({ signCertificates: [signing.certificate] });
  const asked = (name: string, der: Uint8Array, expected: 'accept' | 'reject', by: HandedKey = signingKey): Case => ({
    name: `GM/T 0092 answer, ${name}`,
    kind: 'csr-response-open',
    files: { response: der, privateKey: by.pkcs8 },
    expected,
    ours: () =>
      openCsrResponse({ der, privateKey: by.privateKey }).signCertificate.serial === signing.certificate.serial,
    outputs: { certificate: signing.certificate.der, publicKey: encryption.key.spki },
  });
  return [
    asked('two certificates', response, 'accept'),
    asked('one certificate', single, 'accept'),
    asked('for another key', response, 'reject', newKey('somebody else')),
    asked('last octet missing', response.subarray(0, -1), 'reject'),
    asked('octet after the end', new Uint8Array([...response, 0]), 'reject'),
    {
      name: 'GM/T 0092 answer, made by the outsider',
      kind: 'csr-response-make',
      files: {
        certificate: signing.certificate.der,
        encryptionKey: encryption.key.pkcs8,
        encryptionCertificate: encryption.certificate.der,
      },
      judge: ({ response: der = new Uint8Array() }) => {
        const opened = openCsrResponse({ der, privateKey: signingKey.privateKey });
        if (!opened.encryption) throw new Error('no second key');
        if (toHex(opened.encryption.key.publicKey.der) !== toHex(encryption.key.spki)) throw new Error('another key');
      },
    },
  ];
}

function cfcaRequests(): Case[] {
  const owner = newKey('requester of CFCA');
  const temporary = newKey('temporary key');
  const random = seeded('cfca request');
  const info = buildCfcaCsrInfo({
    subject: { organization: '签印测试', commonName: '申请人' },
    publicKey: owner.publicKey,
    temporaryPublicKey: temporary.publicKey,
    challengePassword: '111111',
  });
  const csr = assembleCsr(info, sm2Sign({ privateKey: owner.privateKey, message: info, random }));
  const asked = (name: string, der: Uint8Array, expected: 'accept' | 'reject'): Case => ({
    name: `CFCA request, ${name}`,
    kind: 'cfca-csr-verify',
    files: { csr: der },
    expected,
    ours: () => parseCsr(der).valid && toHex(parseCsr(der).temporaryPublicKey ?? der) === toHex(temporary.publicKey),
    outputs: { publicKey: owner.spki, temporaryKey: temporary.spki, challengePassword: utf8('111111') },
  });
  return [
    asked('good', csr, 'accept'),
    asked('signature changed', flipped(csr, -1), 'reject'),
    asked(
      'temporary key changed',
      flipped(csr, Buffer.from(csr).indexOf(Buffer.from(temporary.publicKey.subarray(1, 9)))),
      'reject',
    ),
    {
      name: 'CFCA request, made by the outsider',
      kind: 'cfca-csr-make',
      files: { privateKey: owner.pkcs8, temporaryKey: temporary.spki },
      judge: ({ csr: der = new Uint8Array() }) => {
        const request = parseCsr(der);
        if (!request.valid) throw new Error('the signature is refused');
        if (toHex(request.temporaryPublicKey ?? der) !== toHex(temporary.publicKey))
          throw new Error('another temporary key');
      },
    },
  ];
}

function returnedKeys(): Case[] {
  const temporary = newKey('temporary key');
  const inside = newKey('key of CFCA');
  const plaintext = inside.privateKey.use((d) => new Uint8Array([...inside.publicKey.subarray(1), ...d]));
  const ciphertext = sm2Encrypt({ publicKey: temporary.publicKey, plaintext, random: seeded('returned key') });
  const der = wrapped(0x30, integerOf(new Uint8Array([1])), wrapped(0x04, ciphertext.subarray(1)));
  const base64 = Buffer.from(der).toString('base64');
  const prefix = '0000000000000001000000000000000100000000000000000000000000000000';
  const commas = `${base64.match(/.{1,64}/g)?.join(',')},`;
  const texts: Record<string, string> = {
    'base64 alone': base64,
    'with commas': commas,
    'with prefix and length': `${prefix}${`${commas.length}`.padStart(16, '0')}${commas}`,
  };
  const asked = (name: string, text: string, expected: 'accept' | 'reject', by = temporary): Case => ({
    name: `CFCA returned key, ${name}`,
    kind: 'cfca-returned-key-open',
    files: { data: utf8(text), privateKey: by.pkcs8 },
    expected,
    ours: () => {
      const key = openReturnedKey({ data: text, privateKey: by.privateKey });
      return toHex(key.publicKey.der) === toHex(inside.spki);
    },
    outputs: { publicKey: inside.spki },
  });
  return [
    ...Object.entries(texts).map(([name, text]) => asked(name, text, 'accept')),
    asked('for another key', base64, 'reject', newKey('somebody else')),
    asked('wrong length', `${prefix}${'0000000000000123'}${base64}`, 'reject'),
  ];
}
