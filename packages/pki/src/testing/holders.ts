/** A root and a holder below it for every kind of key, so that tests of one algorithm meet no other. */
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { boolean, explicit, namedBits, octetString, oid, sequence } from '../der/write.ts';
import type { Certificate, KeyUsage, ProfileName, SignatureAlgorithmName } from '../index.ts';
import { assembleCertificate, buildTbsCertificate, newSerial, parseCertificate, pemEncode } from '../index.ts';
import { parsePkcs8 } from '../keys/pkcs8.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import { keyUsageBit } from '../x509/key-usage.ts';
import type { TestKey, TestKeyKind } from './key-kinds.ts';
import { makeKey } from './key-kinds.ts';
import { random, URLS, USCC } from './toy-ca.ts';

export interface KeyHolder {
  key: TestKey;
  certificate: Certificate;
  pem: string;
}

interface Issue {
  profile: ProfileName;
  name: string;
  key: TestKey;
  issuer?: KeyHolder;
  serial?: string;
  /** Instead of the profile's. */
  keyUsage?: readonly KeyUsage[];
}

export function issueTo({ profile, name, key, issuer, serial, keyUsage }: Issue): KeyHolder {
  const subscriber = profile.startsWith('unit') ? { uscc: USCC } : {};
  const built = buildTbsCertificate({
    profile,
    serial: serial ?? newSerial(random),
    subject: { organization: name, commonName: name },
    publicKey: key.publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-12-01T00:00:00Z'),
    ...subscriber,
    ...(profile === 'root' ? {} : { urls: URLS }),
    ...(issuer ? { issuer: issuer.certificate } : {}),
  });
  const tbs = keyUsage ? withKeyUsage(built, keyUsage) : built;
  const algorithm = USUAL[(issuer?.certificate.keyKind ?? key.publicKey.kind) as TestKeyKind];
  const certificate = parseCertificate(assembleCertificate(tbs, (issuer?.key ?? key).sign(algorithm, tbs)));
  return { key, certificate, pem: pemEncode('CERTIFICATE', certificate.der) };
}

const USUAL: Readonly<Record<TestKeyKind, SignatureAlgorithmName>> = {
  sm2: 'sm2-sm3',
  rsa: 'rsa-sha256',
  p256: 'ecdsa-sha256',
  p384: 'ecdsa-sha384',
  p521: 'ecdsa-sha512',
};

export interface Chain {
  root: KeyHolder;
  signer: KeyHolder;
  encryption: KeyHolder;
  /** A time stamping authority. */
  tsa: KeyHolder;
}

export function makeChain(kind: TestKeyKind): Chain {
  const root = issueTo({ profile: 'root', name: `根 ${kind}`, key: makeKey(kind) });
  const unit = kind === 'sm2' ? 'unit-signing' : 'unit-single';
  const below = (profile: ProfileName, name: string, keyUsage?: readonly KeyUsage[]) =>
    issueTo({ profile, name, key: makeKey(kind), issuer: root, ...(keyUsage ? { keyUsage } : {}) });
  return {
    root,
    signer: below(unit, '福建某某科技有限公司'),
    encryption: below(unit, '福建某某科技有限公司', ['keyEncipherment', 'keyAgreement']),
    tsa: below('timestamp-authority', '时间戳'),
  };
}

/** What no profile writes for this kind of key: certificates for encryption come from other authorities. */
function withKeyUsage(tbs: Uint8Array, usages: readonly KeyUsage[]): Uint8Array {
  const members = readDer(tbs).list(TAG.sequence, 'tbs');
  const extensions = members.at(-1)?.open(0xa3, 'extensions').any('extensions').list(TAG.sequence, 'extensions') ?? [];
  const type = oid(OID.keyUsage);
  const written = sequence(type, boolean(true), octetString(namedBits(usages.map(keyUsageBit))));
  const all = extensions.map(({ bytes }) => (Buffer.from(bytes).includes(Buffer.from(type)) ? written : bytes));
  return sequence(...members.slice(0, -1).map((each) => each.bytes), explicit(3, sequence(...all)));
}

/** The private key of a holder in PEM, for the openssl program. */
export const keyPem = ({ key }: KeyHolder): string => pemEncode('PRIVATE KEY', key.pkcs8 ?? new Uint8Array());

export function privateKeyOf({ key }: KeyHolder): PrivateKey {
  if (!key.pkcs8) throw new TypeError('a key that Node did not make');
  return parsePkcs8(key.pkcs8);
}
