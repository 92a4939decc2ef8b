/**
 * Reading SignedData with one signer: GB/T 35275 content types, and the RFC 5652 ones that some GM software writes.
 * Several signers, and content inside the message, are left out. Certificates of other kinds are skipped.
 */
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import { readAlgorithm } from '../algorithms/identifier.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readIntegerHex, readOid, readSmallInteger } from '../der/values.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import type { Name } from '../x509/name.ts';
import { readName } from '../x509/name.ts';
import { retag } from './build-signed-data.ts';
import type { SignedAttributes } from './signed-attributes.ts';
import { parseSignedAttributes } from './signed-attributes.ts';

export interface SignerInfo {
  identifier: { issuer: Name; serial: string } | { keyId: Uint8Array };
  digestAlgorithm: AlgorithmIdentifier;
  /** undefined: the signer signed the content itself. */
  attributes: SignedAttributes | undefined;
  signatureAlgorithm: AlgorithmIdentifier;
  /** As stored; for SM2 a DER SM2Signature. */
  signature: Uint8Array;
}

export interface SignedData {
  der: Uint8Array;
  contentType: string;
  /** No content inside the message. */
  detached: boolean;
  certificates: readonly Certificate[];
  /** Encoded CRLs enclosed by the signer. */
  crls: readonly Uint8Array[];
  /** Encoded BasicOCSPResponses enclosed by the signer (RFC 5126 §6.3.4). */
  ocsps: readonly Uint8Array[];
  signer: SignerInfo;
}

const LIMITS = { maxBytes: 4 << 20, maxDepth: 32 };
const SIGNED_DATA: readonly string[] = [OID.gmSignedData, OID.cmsSignedData];

/** Parse a ContentInfo with SignedData. Throws `pki/bad-der`, `pki/bad-structure` or `pki/too-large`. */
export function parseSignedData(der: Uint8Array): SignedData {
  const root = readDer(der, { limits: LIMITS });
  const outer = root.open(TAG.sequence, 'contentInfo');
  const typeAt = outer.any('contentType');
  if (!SIGNED_DATA.includes(readOid(typeAt, 'contentType'))) typeAt.fail('contentType', 'not signedData');
  const wrapped = outer.next(contextConstructed(0), 'content').open(contextConstructed(0), 'content');
  outer.done();
  const fields = wrapped.any('signedData').open(TAG.sequence, 'signedData');
  wrapped.done();

  readSmallInteger(fields.any('version'), 'version');
  fields.next(TAG.set, 'digestAlgorithms');
  const content = fields.any('contentInfo').open(TAG.sequence, 'contentInfo');
  const contentType = readOid(content.any('contentType'), 'contentType');
  const detached = !content.more;
  const certificates = fields.maybe(contextConstructed(0))?.list(contextConstructed(0), 'certificates', 32) ?? [];
  const crls = fields.maybe(contextConstructed(1))?.list(contextConstructed(1), 'crls', 16) ?? [];
  const signersAt = fields.any('signerInfos');
  fields.done();
  const [signer, second] = signersAt.list(TAG.set, 'signerInfos', 2);
  if (!signer || second) return signersAt.fail('signerInfos', 'exactly one signer expected');
  const { ocsps, ...info } = readSigner(signer);
  return {
    der: root.bytes,
    contentType,
    detached,
    certificates: certificates.filter((each) => each.tag === TAG.sequence).map((each) => parseCertificate(each.bytes)),
    crls: crls.filter((each) => each.tag === TAG.sequence).map((each) => each.bytes),
    ocsps,
    signer: info,
  };
}

function readSigner(value: Der): SignerInfo & { ocsps: Uint8Array[] } {
  const fields = value.open(TAG.sequence, 'signerInfo');
  readSmallInteger(fields.any('version'), 'version');
  const identifier = readIdentifier(fields.any('signerIdentifier'));
  const digestAlgorithm = readAlgorithm(fields.any('digestAlgorithm'), 'digestAlgorithm');
  const attributesAt = fields.maybe(contextConstructed(0));
  const signatureAlgorithm = readAlgorithm(fields.any('signatureAlgorithm'), 'signatureAlgorithm');
  const signature = fields.next(TAG.octetString, 'signature').content;
  const unsigned = fields.maybe(contextConstructed(1))?.list(contextConstructed(1), 'unsignedAttributes', 32) ?? [];
  fields.done();
  const ocsps = unsigned.flatMap(readEnclosedOcsps);
  const attributes = attributesAt && parseSignedAttributes(retag(attributesAt.bytes, TAG.set));
  return { identifier, digestAlgorithm, attributes, signatureAlgorithm, signature, ocsps };
}

function readEnclosedOcsps(attribute: Der): Uint8Array[] {
  const field = 'revocationValues';
  const fields = attribute.open(TAG.sequence, field);
  if (readOid(fields.any(field), field) !== OID.revocationValues) return [];
  const members = fields.any(field).open(TAG.set, field).any(field).list(TAG.sequence, field, 3);
  const ocsps = members
    .find((each) => each.tag === contextConstructed(1))
    ?.open(contextConstructed(1), field)
    .any(field);
  return ocsps?.list(TAG.sequence, field, 16).map((each) => each.bytes) ?? [];
}

function readIdentifier(value: Der): SignerInfo['identifier'] {
  const field = 'signerIdentifier';
  if (value.tag === contextPrimitive(0)) return { keyId: value.content };
  const fields = value.open(TAG.sequence, field);
  const issuer = readName(fields.any(field), field);
  const serial = readIntegerHex(fields.any(field), field);
  fields.done();
  return { issuer, serial };
}
