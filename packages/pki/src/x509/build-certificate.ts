/** Writing certificates from a profile (GM/T 0015, RFC 5280 §4). The signature comes from elsewhere: bytes out, bytes in. */
import { assembleWithInner } from '../algorithms/assemble.ts';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { PublicKeyInput } from '../algorithms/public-key.ts';
import { toPublicKeyInfo } from '../algorithms/public-key.ts';
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { ascii } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import {
  boolean,
  explicit,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  time,
} from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { TbsCertificate } from './certificate.ts';
import { buildPersonId, buildUscc } from './identifiers.ts';
import { keyIdentifier } from './key-id.ts';
import { keyUsageBit } from './key-usage.ts';
import type { Name, NameInput } from './name.ts';
import { buildName } from './name.ts';
import type { Presence, Profile, ProfileName } from './profiles.ts';
import { PROFILES } from './profiles.ts';
import { normalSerial } from './serial.ts';

export interface CertificateUrls {
  crl?: string;
  ocsp?: string;
  caIssuers?: string;
}

export interface TbsCertificateInput {
  profile: ProfileName;
  /** Positive number of at most 20 octets, in hex; see newSerial. */
  serial: string;
  /** The issuing certificate; left out for a root, which issues itself. */
  issuer?: TbsCertificate;
  subject: NameInput | Name;
  /** SM2: 04‖X‖Y. Any kind: see parsePublicKeyInfo. */
  publicKey: PublicKeyInput;
  /** What the issuer signs with. Left out: sm2-sm3 for an SM2 key, else the digest that matches its strength. */
  algorithm?: SignatureAlgorithmName;
  notBefore: Date;
  notAfter: Date;
  /** Unified social credit code, 18 characters. */
  uscc?: string;
  /** Public in the certificate: a keyed hash or masked form, never the ID number. PrintableString characters only. */
  personId?: string;
  urls?: CertificateUrls;
}

/** The bytes to be signed. Throws `pki/bad-value` with the field when the input does not fit the profile. */
export function buildTbsCertificate(input: TbsCertificateInput): Uint8Array {
  const profile = PROFILES[input.profile];
  checkAgainst(profile, input);
  const subject = encodedName(input.subject);
  const issuer = input.issuer?.subject.der ?? subject;
  const key = toPublicKeyInfo(input.publicKey);
  const algorithm = chooseAlgorithm(input.issuer?.publicKeyInfo ?? key, input.algorithm);
  return sequence(
    explicit(0, integer(2)),
    integer(normalSerial(input.serial)),
    writeSignatureAlgorithm(algorithm),
    issuer,
    sequence(time(input.notBefore), time(input.notAfter)),
    subject,
    key.der,
    explicit(3, sequence(...extensions(profile, input, key.publicKey))),
  );
}

/** A certificate from its to-be-signed bytes and the raw signature by the algorithm named inside them. */
export function assembleCertificate(tbs: Uint8Array, signature: Uint8Array): Uint8Array {
  return assembleWithInner(tbs, signature, 2);
}

const encodedName = (name: NameInput | Name): Uint8Array => ('der' in name ? name.der : buildName(name));

function checkAgainst(profile: Profile, input: TbsCertificateInput): void {
  const refuse = (field: string, detail: string): never => {
    throw new PkiError('pki/bad-value', `${profile.name}: ${detail}`, { field });
  };
  if (profile.selfIssued !== (input.issuer === undefined))
    refuse('issuer', profile.selfIssued ? 'not allowed' : 'missing');
  if (input.notAfter <= input.notBefore) refuse('notAfter', 'not after notBefore');
  const present = (field: string, rule: Presence, value: string | undefined) => {
    if (rule === 'required' && value === undefined) refuse(field, 'missing');
    if (rule === 'absent' && value !== undefined) refuse(field, 'not allowed');
  };
  present('uscc', profile.uscc, input.uscc);
  present('personId', profile.personId, input.personId);
  present('urls.crl', profile.crlUrl, input.urls?.crl);
  present('urls.ocsp', profile.ocspUrl, input.urls?.ocsp);
}

function extensions(profile: Profile, input: TbsCertificateInput, publicKey: Uint8Array): Uint8Array[] {
  const own = keyIdentifier(publicKey);
  const authority = input.issuer ? (input.issuer.subjectKeyId ?? keyIdentifier(input.issuer.publicKey)) : own;
  const list = [
    extension(OID.basicConstraints, true, basicConstraints(profile)),
    extension(OID.keyUsage, true, namedBits(profile.keyUsage.map(keyUsageBit))),
    extension(OID.subjectKeyId, false, octetString(own)),
    extension(OID.authorityKeyId, false, sequence(implicit(0, authority))),
  ];
  if (profile.extendedKeyUsage.length > 0) {
    list.push(extension(OID.extendedKeyUsage, false, sequence(...profile.extendedKeyUsage.map(oid))));
  }
  if (profile.ocspNoCheck) list.push(extension(OID.ocspNoCheck, false, nullValue()));
  list.push(...urlExtensions(input.urls ?? {}));
  const identifiers: { oid: string; value: Uint8Array }[] = [];
  if (input.uscc !== undefined) identifiers.push(buildUscc(input.uscc));
  if (input.personId !== undefined) identifiers.push(buildPersonId(input.personId));
  return [...list, ...identifiers.map((each) => extension(each.oid, false, each.value))];
}

function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return critical ? sequence(oid(type), boolean(true), octetString(value)) : sequence(oid(type), octetString(value));
}

function basicConstraints(profile: Profile): Uint8Array {
  if (!profile.ca) return sequence();
  return profile.pathLength === undefined
    ? sequence(boolean(true))
    : sequence(boolean(true), integer(profile.pathLength));
}

function urlExtensions(urls: CertificateUrls): Uint8Array[] {
  const list: Uint8Array[] = [];
  if (urls.crl !== undefined) {
    const point = sequence(explicit(0, explicit(0, uri(urls.crl, 'urls.crl'))));
    list.push(extension(OID.crlDistributionPoints, false, sequence(point)));
  }
  const access: Uint8Array[] = [];
  if (urls.ocsp !== undefined) access.push(sequence(oid(OID.accessOcsp), uri(urls.ocsp, 'urls.ocsp')));
  if (urls.caIssuers !== undefined)
    access.push(sequence(oid(OID.accessCaIssuers), uri(urls.caIssuers, 'urls.caIssuers')));
  if (access.length > 0) list.push(extension(OID.authorityInfoAccess, false, sequence(...access)));
  return list;
}

function uri(url: string, field: string): Uint8Array {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(url))
    throw new PkiError('pki/bad-value', 'an http(s) URL in ASCII expected', { field });
  return implicit(6, ascii(url));
}
