/** CMS EnvelopedData and AuthEnvelopedData: SM2 by GB/T 35275-2017, RSA-OAEP and ECDH by RFC 5652 and RFC 5753. */
import { type Certificate, parseCertificate } from '@qianyin/pki';
import { buildEnvelopedData, type ContentCipherName, decryptEnvelopedData } from '@qianyin/pki/cms';
import { parsePkcs8 } from '@qianyin/pki/keys';
import { authority, type AuthorityKind, signingKey } from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { type Link, makeChain } from '../chain.ts';
import { flipped, seeded, toHex, utf8 } from '../seed.ts';

const CONTENT = utf8('投标报价：人民币一千二百万元整');
type Form = 'gm' | 'rfc' | 'cfca' | 'cfca-legacy';

interface Addressee {
  kind: AuthorityKind;
  certificate: Certificate;
  pkcs8: Uint8Array;
}

export const envelopedDataSubject: Subject = {
  name: 'enveloped-data',
  cases: () => {
    const sm2 = addressee('sm2');
    const others = (['rsa', 'p256', 'p384'] as const).map(addressee);
    const ciphers = ['aes-128-cbc', 'aes-256-cbc', 'aes-128-gcm', 'aes-256-gcm'] as const;
    return [
      ...good(sm2, 'sm4-cbc'),
      ...others.flatMap((to) => ciphers.flatMap((cipher) => good(to, cipher))),
      ...broken(sm2, 'sm4-cbc'),
      ...others.flatMap((to) => broken(to, 'aes-256-gcm')),
      ...(['gm', 'rfc', 'cfca', 'cfca-legacy'] as const).map((form) => made(sm2, form)),
      ...others.map((to) => made(to, 'rfc')),
    ];
  },
};

const KEY_ENCIPHERMENT = 2;
const KEY_AGREEMENT = 4;

function addressee(kind: AuthorityKind): Addressee {
  if (kind === 'sm2') {
    const { certificate, key } = authority('sm2').encryption;
    return { kind, certificate, pkcs8: key.pkcs8 };
  }
  const usage = kind === 'rsa' ? KEY_ENCIPHERMENT : KEY_AGREEMENT;
  const link: Link = { key: 'addressee', kind, keyUsage: [usage] };
  const [der = new Uint8Array()] = makeChain([link, { key: 'root', kind: 'p256' }]);
  const { pkcs8 } = signingKey(kind, 'path addressee');
  return { kind, certificate: parseCertificate(der), pkcs8 };
}

async function open(to: Addressee, cms: Uint8Array, cfca = false): Promise<Uint8Array> {
  const { certificate, pkcs8 } = to;
  const opened = await decryptEnvelopedData({ cms, certificate, key: parsePkcs8(pkcs8), options: { cfca } });
  return opened.content;
}

const asked = (to: Addressee, name: string, cms: Uint8Array, expected: 'accept' | 'reject'): Case => ({
  name: `${to.kind}, ${name}`,
  kind: 'cms-decrypt',
  parameters: { key: to.kind },
  files: { cms, certificate: to.certificate.der, privateKey: to.pkcs8 },
  expected,
  ours: async () => toHex(await open(to, cms)) === toHex(CONTENT),
  outputs: { content: CONTENT },
});

function enveloped(to: Addressee, cipher: ContentCipherName, others: readonly Addressee[] = []): Uint8Array {
  return buildEnvelopedData({
    content: CONTENT,
    recipients: [...others, to].map(({ certificate }) => certificate),
    cipher,
    random: seeded(`envelope ${to.kind} ${cipher}`),
  });
}

function good(to: Addressee, cipher: ContentCipherName): Case[] {
  return [asked(to, cipher, enveloped(to, cipher), 'accept')];
}

function broken(to: Addressee, cipher: ContentCipherName): Case[] {
  const cms = enveloped(to, cipher);
  const other = { ...to, pkcs8: signingKey(to.kind, 'somebody else').pkcs8 };
  const cases = [
    asked(other, `${cipher}, another key`, cms, 'reject'),
    asked(to, `${cipher}, last octet missing`, cms.subarray(0, -1), 'reject'),
    {
      ...asked(to, `${cipher}, octet after the end`, new Uint8Array([...cms, 0]), 'reject'),
      except: { ...STREAMS, gmsm: 'reads the first value and stops there' },
    },
  ];
  // CBC has no tag: only what destroys the padding is seen.
  if (cipher.endsWith('gcm')) cases.push(asked(to, `${cipher}, tag changed`, flipped(cms, -1), 'reject'));
  return cases;
}

function made(to: Addressee, form: Form): Case {
  return {
    name: `${to.kind}, ${form}, made by the outsider`,
    kind: 'cms-encrypt',
    parameters: { key: to.kind, form },
    files: { certificate: to.certificate.der, content: CONTENT },
    judge: async ({ cms = new Uint8Array() }) => {
      const content = await open(to, cms, form === 'cfca-legacy');
      if (toHex(content) !== toHex(CONTENT)) throw new Error(`opened as ${toHex(content)}`);
    },
  };
}
