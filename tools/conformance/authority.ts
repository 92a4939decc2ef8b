/**
 * An authority made by the packages under test, for keys of any kind: root, issuing authority, OCSP delegate and a holder
 * with a signing and an encryption certificate. Dates are fixed; SM2 and ECDSA keys are the same on every run.
 */
import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  constants,
  type KeyObject,
  sign as nodeSign,
} from 'node:crypto';
import { sm2Sign } from '@qianyin/gm';
import {
  assembleCertificate,
  buildTbsCertificate,
  type Certificate,
  newSerial,
  type ProfileName,
  parseCertificate,
  parsePublicKeyInfo,
  type PublicKeyInfo,
  type SignatureAlgorithmName,
  type TbsCertificateInput,
} from '@qianyin/pki';
import { wrapped } from './der.ts';
import { fromHex, seeded } from './seed.ts';
import { newKey } from './sm2-keys.ts';

export const KEY_KINDS = ['sm2', 'p256', 'p384', 'p521', 'rsa', 'rsa-pss'] as const;
export type AuthorityKind = (typeof KEY_KINDS)[number];

export interface SigningKey {
  publicKey: PublicKeyInfo;
  spki: Uint8Array;
  pkcs8: Uint8Array;
  algorithm: SignatureAlgorithmName;
  /** Raw, as the builders take it. */
  sign: (message: Uint8Array) => Uint8Array;
}

export interface Holder {
  key: SigningKey;
  certificate: Certificate;
}

export interface Authority {
  kind: AuthorityKind;
  root: Holder;
  issuing: Holder;
  responder: Holder;
  timestamper: Holder;
  signing: Holder;
  /** Whoever holds SM2 keys has a second certificate to be encrypted to; with other keys it is the same one. */
  encryption: Holder;
  /** One of every other profile, by its name. */
  others: Readonly<Record<string, Holder>>;
}

export const AT = new Date('2026-06-01T00:00:00Z');
const NOT_BEFORE = new Date('2026-01-01T00:00:00Z');
const NOT_AFTER = new Date('2030-12-01T00:00:00Z');
/** The longest that some profiles allow. */
const TWO_YEARS = new Date('2027-12-01T00:00:00Z');
const HALF_A_YEAR = new Date('2026-07-01T00:00:00Z');
export const USCC = '91350100M000100Y43';
export const URLS = {
  crl: 'http://ca.example.cn/1.crl',
  ocsp: 'http://ca.example.cn/ocsp',
  caIssuers: 'http://ca.example.cn/1.cer',
};

const ALGORITHMS: Readonly<Record<AuthorityKind, SignatureAlgorithmName>> = {
  sm2: 'sm2-sm3',
  p256: 'ecdsa-sha256',
  p384: 'ecdsa-sha384',
  p521: 'ecdsa-sha512',
  rsa: 'rsa-sha256',
  'rsa-pss': 'rsa-pss-sha256',
};
/** Name in Node, OID, and the length of a scalar. */
const CURVES = {
  p256: ['prime256v1', '06082a8648ce3d030107', 32],
  p384: ['secp384r1', '06052b81040022', 48],
  p521: ['secp521r1', '06052b81040023', 66],
} as const;

export function signingKey(kind: AuthorityKind, label: string): SigningKey {
  if (kind === 'sm2') {
    const { privateKey, spki, pkcs8 } = newKey(label);
    const random = seeded(`signatures of ${label}`);
    const sign = (message: Uint8Array) => sm2Sign({ privateKey, message, random });
    return { publicKey: parsePublicKeyInfo(spki), spki, pkcs8, algorithm: 'sm2-sm3', sign };
  }
  const key = kind === 'rsa' || kind === 'rsa-pss' ? newRsaKey(label) : ecKey(kind, label);
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const algorithm = ALGORITHMS[kind];
  const pss = kind === 'rsa-pss' && {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const hash = algorithm.slice(-6);
  return {
    publicKey: parsePublicKeyInfo(spki),
    spki,
    pkcs8: new Uint8Array(key.export({ type: 'pkcs8', format: 'der' })),
    algorithm,
    sign: (message) => new Uint8Array(nodeSign(hash, message, { key, dsaEncoding: 'ieee-p1363', ...pss })),
  };
}

/** The one kind of key that is new on every run: there is no seed to hand to its generation. */
const rsaKeys = new Map<string, KeyObject>();
function newRsaKey(label: string): KeyObject {
  const key = rsaKeys.get(label) ?? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  rsaKeys.set(label, key);
  return key;
}

function ecKey(kind: keyof typeof CURVES, label: string): KeyObject {
  const [name, curve, length] = CURVES[kind];
  // Below every order: the first octet is kept small, and P-521's is one bit wide.
  const d = seeded(`key ${kind} ${label}`)(length);
  d[0] = kind === 'p521' ? 0 : 0x0f;
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(d);
  // GnuTLS reads no key without its public part.
  const point = wrapped(0xa1, wrapped(0x03, new Uint8Array(1), ecdh.getPublicKey()));
  const sec1 = wrapped(0x30, fromHex('020101'), wrapped(0x04, d), wrapped(0xa0, fromHex(curve)), point);
  return createPrivateKey({ key: Buffer.from(sec1), format: 'der', type: 'sec1' });
}

export function issue(
  kind: AuthorityKind,
  label: string,
  changes: Partial<TbsCertificateInput> & Pick<TbsCertificateInput, 'profile'>,
  issuer?: Holder,
): Holder {
  const key = signingKey(kind, label);
  const signer = issuer?.key ?? key;
  const tbs = buildTbsCertificate({
    serial: newSerial(seeded(`serial ${kind} ${label}`)),
    subject: { organization: '签印测试', commonName: label },
    publicKey: key.publicKey,
    algorithm: signer.algorithm,
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
    ...(issuer ? { issuer: issuer.certificate } : {}),
    ...changes,
  });
  return { key, certificate: parseCertificate(assembleCertificate(tbs, signer.sign(tbs))) };
}

const authorities = new Map<AuthorityKind, Authority>();

export function authority(kind: AuthorityKind): Authority {
  const known = authorities.get(kind);
  if (known) return known;
  const root = issue(kind, 'root', { profile: 'root', notAfter: new Date('2055-01-01T00:00:00Z') });
  const issuing = issue(kind, 'issuing', { profile: 'issuing', notAfter: new Date('2045-01-01T00:00:00Z') }, root);
  const unit = '福建某某科技有限公司';
  const holder = { subject: { organization: unit, commonName: unit }, uscc: USCC, urls: URLS };
  const person = { subject: { commonName: '张三' }, personId: 'hmac-sm3:5f0c', urls: URLS };
  const make = (profile: ProfileName, more: Partial<TbsCertificateInput>) =>
    issue(kind, profile, { profile, ...more }, issuing);
  const signing = make(kind === 'sm2' ? 'unit-signing' : 'unit-single', holder);
  const made: Authority = {
    kind,
    root,
    issuing,
    responder: make('ocsp-responder', { notAfter: TWO_YEARS }),
    timestamper: make('timestamp-authority', { urls: URLS }),
    signing,
    encryption: kind === 'sm2' ? make('unit-encryption', holder) : signing,
    others: {
      ...(kind === 'sm2'
        ? {
            'seal-maker': make('seal-maker', holder),
            'individual-signing': make('individual-signing', person),
            'individual-encryption': make('individual-encryption', person),
          }
        : { 'individual-single': make('individual-single', person) }),
      'tls-server': make('tls-server', {
        subjectAltNames: [{ kind: 'dns', value: 'www.example.cn' }],
        notAfter: HALF_A_YEAR,
      }),
      'tls-client': make('tls-client', { notAfter: TWO_YEARS }),
    },
  };
  authorities.set(kind, made);
  return made;
}
