/** One SignerInfo (RFC 5652 §5.3, GB/T 35275 §8). Reading judges nothing. */
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import { readAlgorithm } from '../algorithms/identifier.ts';
import type { SignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import type { CertificateIdentifier } from './certificate-identifier.ts';
import { readCertificateIdentifier } from './certificate-identifier.ts';
import { retag } from './retag.ts';
import type { SignedAttributes } from './signed-attributes.ts';
import { parseSignedAttributes } from './signed-attributes.ts';

export interface UnsignedAttribute {
  oid: string;
  /** Encoded values; anybody may have added or removed them. */
  values: readonly Uint8Array[];
}

export interface SignerInfo {
  identifier: CertificateIdentifier;
  digestAlgorithm: AlgorithmIdentifier;
  /** undefined: the signer signed the content itself. */
  attributes: SignedAttributes | undefined;
  signatureAlgorithm: SignatureAlgorithm;
  /** As stored; for SM2 and ECDSA a DER SEQUENCE { r, s }. */
  signature: Uint8Array;
  unsignedAttributes: readonly UnsignedAttribute[];
}

export function readSignerInfo(value: Der): SignerInfo {
  const fields = value.open(TAG.sequence, 'signerInfo');
  // 1 beside issuer and serial, 3 beside a key identifier; GM software writes 1 beside both.
  const version = fields.any('version');
  if (![1, 3].includes(readSmallInteger(version, 'version'))) version.fail('version', '1 or 3 expected');
  const identifier = readCertificateIdentifier(fields.any('signerIdentifier'), 'signerIdentifier');
  const digestAlgorithm = readAlgorithm(fields.any('digestAlgorithm'), 'digestAlgorithm');
  const attributesAt = fields.maybe(contextConstructed(0));
  const signatureAlgorithm = readSignatureAlgorithm(fields.any('signatureAlgorithm'), 'signatureAlgorithm');
  const signature = fields.next(TAG.octetString, 'signature').content;
  const unsignedAt = fields.maybe(contextConstructed(1));
  fields.done();
  const attributes = attributesAt && parseSignedAttributes(retag(attributesAt.bytes, TAG.set), attributesAt.offset);
  const unsignedAttributes = unsignedAt ? readUnsigned(unsignedAt) : [];
  return { identifier, digestAlgorithm, attributes, signatureAlgorithm, signature, unsignedAttributes };
}

function readUnsigned(value: Der): UnsignedAttribute[] {
  return value.list(contextConstructed(1), 'unsignedAttributes', 32).map((member) => {
    const fields = member.open(TAG.sequence, 'unsignedAttribute');
    const oid = readOid(fields.any('unsignedAttribute'), 'unsignedAttribute');
    const values = fields.any('unsignedAttribute').list(TAG.set, oid, 32);
    fields.done();
    return { oid, values: values.map((each) => each.bytes) };
  });
}

/** The encoded values of one kind of unsigned attribute. */
export const unsignedValues = ({ unsignedAttributes }: SignerInfo, type: string): Uint8Array[] =>
  unsignedAttributes.filter((each) => each.oid === type).flatMap((each) => each.values);
