/**
 * Certification requests (PKCS #10, RFC 2986), signed with any algorithm of the table. The attributes that are known are
 * read; what goes into a certificate is still the authority's choice. CFCA's own form is written by ../cfca.
 */
import { assembleSigned } from '../algorithms/assemble.ts';
import type { PublicKeyInfo, PublicKeyInput } from '../algorithms/public-key.ts';
import { readPublicKeyInfo, toPublicKeyInfo } from '../algorithms/public-key.ts';
import type { SignatureAlgorithm, SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureValue } from '../algorithms/signature-value.ts';
import { checkAlgorithm, verifySignature } from '../algorithms/verify-signature.ts';
import { compareBytes } from '../bytes.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readBitOctets, readSmallInteger } from '../der/values.ts';
import { explicit, integer, sequence } from '../der/write.ts';
import type { CsrAttributes, CsrAttributesInput } from './attributes.ts';
import { buildCsrAttributes, readCsrAttributes } from './attributes.ts';
import type { Name, NameInput } from '../x509/name.ts';
import { buildName, readName } from '../x509/name.ts';

export interface CertificationRequest extends CsrAttributes {
  der: Uint8Array;
  /** Encoded CertificationRequestInfo: the bytes that are signed. */
  info: Uint8Array;
  subject: Name;
  /** Content of the key's BIT STRING; SM2: 04‖X‖Y. */
  publicKey: Uint8Array;
  publicKeyInfo: PublicKeyInfo;
  signatureAlgorithm: SignatureAlgorithm;
  /** Raw: r‖s for SM2 and ECDSA, the bytes for RSA. */
  signature: Uint8Array;
  /** The signature is the key's own over `info`: whoever made the request holds the private key. */
  valid: boolean;
}

/** CertificationRequestInfo: the message to be signed. `publicKey`: 04‖X‖Y of SM2, or any parsed key. */
export function buildCsrInfo(input: CsrInfoInput): Uint8Array {
  return writeCsrInfo(input, buildCsrAttributes(input));
}

export interface CsrInfoInput extends CsrAttributesInput {
  subject: NameInput | Name;
  publicKey: PublicKeyInput;
}

/** With attributes that are encoded already. */
export function writeCsrInfo(
  { subject, publicKey }: Pick<CsrInfoInput, 'subject' | 'publicKey'>,
  attributes: readonly Uint8Array[],
): Uint8Array {
  const name = 'der' in subject ? subject.der : buildName(subject);
  const key = toPublicKeyInfo(publicKey).der;
  return sequence(integer(0), name, key, explicit(0, ...attributes.toSorted(compareBytes)));
}

/** The raw signature: r‖s for SM2 and ECDSA, the bytes for RSA. */
export function assembleCsr(
  info: Uint8Array,
  signature: Uint8Array,
  algorithm: SignatureAlgorithmName = 'sm2-sm3',
): Uint8Array {
  return assembleSigned(info, algorithm, signature);
}

/**
 * Parse and verify a request. A wrong signature gives `valid: false`; anything that is not a strict request throws, a
 * signature that is too weak or not of the key's kind included.
 */
export function parseCsr(der: Uint8Array): CertificationRequest {
  const root = readDer(der, { limits: { maxBytes: 16_384, maxDepth: 12 } });
  const fields = root.open(TAG.sequence, 'certificationRequest');
  const infoAt = fields.next(TAG.sequence, 'certificationRequestInfo');
  const algorithmAt = fields.any('signatureAlgorithm');
  const signatureAlgorithm = readSignatureAlgorithm(algorithmAt, 'signatureAlgorithm');
  const signatureAt = fields.any('signature');
  fields.done();

  const info = infoAt.open(TAG.sequence, 'certificationRequestInfo');
  const versionAt = info.any('version');
  if (readSmallInteger(versionAt, 'version') !== 0) versionAt.fail('version', 'not version 1');
  const subject = readName(info.any('subject'), 'subject');
  const key = readPublicKeyInfo(info.any('subjectPublicKeyInfo'));
  const attributes = info.next(contextConstructed(0), 'attributes').list(contextConstructed(0), 'attributes', 32);
  info.done();

  checkAlgorithm(signatureAlgorithm, key, algorithmAt.offset);
  const bits = readBitOctets(signatureAt, 'signature');
  const signature = readSignatureValue(signatureAlgorithm, bits, signatureAt.contentOffset + 1);
  const valid = verifySignature({ algorithm: signatureAlgorithm, publicKey: key, message: infoAt.bytes, signature });
  return {
    ...readCsrAttributes(attributes),
    der: root.bytes,
    info: infoAt.bytes,
    subject,
    publicKey: key.publicKey,
    publicKeyInfo: key,
    signatureAlgorithm,
    signature,
    valid,
  };
}
