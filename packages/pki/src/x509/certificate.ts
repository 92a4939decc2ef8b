/**
 * Reading X.509 v3 certificates (RFC 5280 §4.1, GM/T 0015). Strict DER only; signatures are verified over the
 * original bytes of tbsCertificate, never over a re-encoding. Versions 1 and 2 and unique identifiers are refused.
 */
import type { KeyKind, PublicKeyInfo } from '../algorithms/public-key.ts';
import { readPublicKeyInfo } from '../algorithms/public-key.ts';
import type { SignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureValue } from '../algorithms/signature-value.ts';
import { isSignatureOf } from '../algorithms/verify-signature.ts';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readBitOctets, readIntegerHex, readSmallInteger, readTime } from '../der/values.ts';
import type { BasicConstraints, Extension } from './extensions.ts';
import {
  openExtension,
  readAccessUrls,
  readAuthorityKeyId,
  readBasicConstraints,
  readExtendedKeyUsage,
  readExtensions,
  readKeyUsage,
  readSubjectKeyId,
} from './extensions.ts';
import type { DistributionPoint } from './distribution-points.ts';
import { readDistributionPoints, urlsOf } from './distribution-points.ts';
import type { GeneralName } from './general-name.ts';
import { readGeneralNames } from './general-name.ts';
import type { HolderIdentifier, IdentifierKind } from './holder-identifiers.ts';
import { readHolderIdentifiers } from './holder-identifiers.ts';
import type { KeyUsage } from './key-usage.ts';
import type { Name } from './name.ts';
import { readName } from './name.ts';
import type { NameConstraints } from './name-constraints.ts';
import { readNameConstraints } from './name-constraints.ts';
import type { PolicyExtensions } from './policies.ts';
import { readPolicyExtensions } from './policies.ts';

export interface TbsCertificate extends PolicyExtensions {
  /** Encoded tbsCertificate: the bytes that are signed. */
  tbs: Uint8Array;
  /** Lower-case hex of the number, even length, no leading zero octets. */
  serial: string;
  /** Octets of the serial's INTEGER, counting a sign octet. */
  serialLength: number;
  signatureAlgorithm: SignatureAlgorithm;
  issuer: Name;
  subject: Name;
  notBefore: Date;
  notAfter: Date;
  /** How each of the two times was encoded. */
  timeForms: readonly ['utc' | 'generalized', 'utc' | 'generalized'];
  /** Encoded SubjectPublicKeyInfo. */
  spki: Uint8Array;
  keyKind: KeyKind;
  /** Content of its BIT STRING. SM2 and the NIST curves: 04‖X‖Y, on the curve; RSA: an RSAPublicKey within limits. */
  publicKey: Uint8Array;
  /** The three above and what an algorithm needs of the key; for verifySignature. */
  publicKeyInfo: PublicKeyInfo;
  extensions: readonly Extension[];
  keyUsage: readonly KeyUsage[] | undefined;
  extendedKeyUsage: readonly string[] | undefined;
  basicConstraints: BasicConstraints | undefined;
  subjectKeyId: Uint8Array | undefined;
  authorityKeyId: Uint8Array | undefined;
  subjectAltNames: readonly GeneralName[];
  nameConstraints: NameConstraints | undefined;
  crlDistributionPoints: readonly DistributionPoint[];
  /** Where delta lists are found. */
  freshestCrl: readonly DistributionPoint[];
  /** URIs among `crlDistributionPoints`. */
  crlUrls: readonly string[];
  ocspUrls: readonly string[];
  caIssuersUrls: readonly string[];
  /** What the private extensions of GM/T 0015 and its relatives say of the holder. */
  holderIdentifiers: readonly HolderIdentifier[];
  /** Among them the organization's code, today the unified social credit code. */
  uscc: string | undefined;
  /** Among them the person's, whatever its kind. */
  personId: string | undefined;
}

export interface Certificate extends TbsCertificate {
  der: Uint8Array;
  /** Raw: r‖s for SM2 (64 bytes) and ECDSA; for RSA and unknown algorithms the content of the BIT STRING. */
  signature: Uint8Array;
}

const LIMITS = { maxBytes: 65_536, maxDepth: 16 };

/** Parse one certificate. Throws PkiError `pki/bad-der`, `pki/bad-structure`, `pki/unsupported-key` or `pki/too-large`. */
export function parseCertificate(der: Uint8Array): Certificate {
  return readCertificate(readDer(der, { limits: LIMITS }));
}

/** A certificate inside another structure: errors count their bytes from the start of that. */
export function readCertificate(root: Der): Certificate {
  const fields = root.open(TAG.sequence, 'certificate');
  const tbs = readTbs(fields.next(TAG.sequence, 'tbsCertificate'));
  const algorithmAt = fields.any('signatureAlgorithm');
  const algorithm = readSignatureAlgorithm(algorithmAt, 'signatureAlgorithm');
  const signatureAt = fields.any('signatureValue');
  fields.done();
  // §4.1.1.2: both must agree, or an attacker chooses which one a verifier believes.
  if (!sameBytes(algorithm.der, tbs.signatureAlgorithm.der)) {
    algorithmAt.fail('signatureAlgorithm', 'differs from the one inside tbsCertificate');
  }
  const bits = readBitOctets(signatureAt, 'signatureValue');
  const signature = readSignatureValue(algorithm, bits, signatureAt.contentOffset + 1);
  return { ...tbs, der: root.bytes, signature };
}

/** Parse a tbsCertificate that is not signed yet, for linting before issuance. */
export function parseTbsCertificate(tbs: Uint8Array): TbsCertificate {
  return readTbs(readDer(tbs, { limits: LIMITS }));
}

function readTbs(value: Der): TbsCertificate {
  const fields = value.open(TAG.sequence, 'tbsCertificate');
  const version = fields.next(contextConstructed(0), 'version').open(contextConstructed(0), 'version');
  const versionAt = version.any('version');
  if (readSmallInteger(versionAt, 'version') !== 2) versionAt.fail('version', 'not version 3');
  version.done();
  const serialAt = fields.any('serialNumber');
  const serial = readIntegerHex(serialAt, 'serialNumber');
  const signatureAlgorithm = readSignatureAlgorithm(fields.any('signature'), 'signature');
  const issuer = readName(fields.any('issuer'), 'issuer');
  const validity = fields.any('validity').open(TAG.sequence, 'validity');
  const notBefore = readTime(validity.any('notBefore'), 'notBefore');
  const notAfter = readTime(validity.any('notAfter'), 'notAfter');
  validity.done();
  const subject = readName(fields.any('subject'), 'subject');
  const key = readPublicKeyInfo(fields.any('subjectPublicKeyInfo'));
  const wrapped = fields.maybe(contextConstructed(3))?.open(contextConstructed(3), 'extensions');
  const extensions = wrapped ? readExtensions(wrapped.any('extensions')) : [];
  wrapped?.done();
  fields.done();
  return {
    tbs: value.bytes,
    serial,
    serialLength: serialAt.content.length,
    signatureAlgorithm,
    issuer,
    subject,
    notBefore: notBefore.instant,
    notAfter: notAfter.instant,
    timeForms: [notBefore.form, notAfter.form],
    spki: key.der,
    keyKind: key.kind,
    publicKey: key.publicKey,
    publicKeyInfo: key,
    extensions,
    ...readKnownExtensions(extensions),
  };
}

function readKnownExtensions(extensions: readonly Extension[]) {
  const crlDistributionPoints = readDistributionPoints(extensions, OID.crlDistributionPoints);
  const names = openExtension(extensions, OID.subjectAltName);
  const holderIdentifiers = readHolderIdentifiers(extensions);
  const valueOf = (...kinds: IdentifierKind[]) => holderIdentifiers.find(({ kind }) => kinds.includes(kind))?.value;
  return {
    ...readPolicyExtensions(extensions),
    keyUsage: readKeyUsage(extensions),
    extendedKeyUsage: readExtendedKeyUsage(extensions),
    basicConstraints: readBasicConstraints(extensions),
    subjectKeyId: readSubjectKeyId(extensions),
    authorityKeyId: readAuthorityKeyId(extensions),
    subjectAltNames: names ? readGeneralNames(names, TAG.sequence, 'subjectAltName', 1000) : [],
    nameConstraints: readNameConstraints(extensions),
    crlDistributionPoints,
    freshestCrl: readDistributionPoints(extensions, OID.freshestCrl),
    crlUrls: urlsOf(crlDistributionPoints),
    ocspUrls: readAccessUrls(extensions, OID.accessOcsp),
    caIssuersUrls: readAccessUrls(extensions, OID.accessCaIssuers),
    holderIdentifiers,
    uscc: valueOf('organization'),
    personId: valueOf('resident-card', 'military-card', 'passport', 'person'),
  };
}

/** Whether `issuer`'s key signed `certificate`. False for an algorithm that is not accepted or not of the key's kind. */
export function isSignedBy(certificate: Certificate, issuer: TbsCertificate): boolean {
  const { signatureAlgorithm: algorithm, tbs: message, signature } = certificate;
  return isSignatureOf({ algorithm, publicKey: issuer.publicKeyInfo, message, signature });
}
