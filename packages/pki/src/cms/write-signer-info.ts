/** Writing one SignerInfo (RFC 5652 §5.3, GB/T 35275 §8) around a signature that was made elsewhere. */
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { SCHEMES, writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { writeSignatureValue } from '../algorithms/signature-value.ts';
import { OID } from '../der/oids.ts';
import { contextConstructed } from '../der/tags.ts';
import { encode, explicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { compareBytes } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { writeIssuerAndSerial, writeKeyId } from './certificate-identifier.ts';
import type { CmsFamily } from './content-info.ts';
import { isData } from './content-info.ts';
import type { DigestName } from './digest-name.ts';
import { DIGEST_LENGTH, writeDigest } from './digest-name.ts';
import { retag } from './retag.ts';
import { parseSignedAttributes } from './signed-attributes.ts';

export interface SignerInput {
  /** DER SET OF, as built and signed; left out when the signature is over the content itself. */
  attributes?: Uint8Array;
  /** Raw: r‖s for SM2 (64 bytes) and ECDSA, the bytes for RSA. */
  signature: Uint8Array;
  certificate: Certificate;
  /** The usual one of the key unless given: sm2-sm3, rsa-sha256, ecdsa-sha256 (P-256), -sha384, -sha512 (P-521). */
  algorithm?: SignatureAlgorithmName;
  /** How the certificate is named; by issuer and serial number unless given. */
  identifyBy?: 'issuer-and-serial' | 'key-id';
  /** Encoded RFC 3161 tokens over this signature's octets, for the unsigned attribute signature-time-stamp. */
  timestamps?: readonly Uint8Array[];
}

export interface WrittenSigner {
  der: Uint8Array;
  version: 1 | 3;
  digest: DigestName;
}

interface Message {
  family: CmsFamily;
  contentType: string;
  /** Encoded BasicOCSPResponses for revocation-values. */
  ocsps: readonly Uint8Array[];
}

export function writeSignerInfo(input: SignerInput, message: Message): WrittenSigner {
  const { attributes, certificate } = input;
  const algorithm = chooseAlgorithm(certificate.publicKeyInfo, input.algorithm);
  const byKeyId = input.identifyBy === 'key-id';
  const version = byKeyId && message.family === 'rfc' ? 3 : 1;
  const digest = digestOf(algorithm);
  if (attributes) checkAttributes(attributes, message.contentType, digest);
  // RFC 5652 §5.3: without them a signature over one type of content would hold for another.
  else if (!isData(message.contentType)) refuse('attributes', 'required for this type of content');
  const unsigned = [...revocationValues(message.ocsps), ...timestamps(input.timestamps ?? [])];
  const der = sequence(
    integer(version),
    byKeyId ? writeKeyId(certificate) : writeIssuerAndSerial(certificate),
    writeDigest(digest),
    ...(attributes ? [retag(attributes, contextConstructed(0))] : []),
    writeAlgorithm(algorithm, message.family),
    octetString(writeSignatureValue(algorithm, input.signature)),
    ...(unsigned.length > 0 ? [encode(contextConstructed(1), ...unsigned.toSorted(compareBytes))] : []),
  );
  return { der, version, digest };
}

/** The octets that stand in SignerInfo: what a time stamp of the signature is over (RFC 3161 Appendix A). */
export function signatureOctets({ signature, certificate, algorithm }: SignerInput): Uint8Array {
  return writeSignatureValue(chooseAlgorithm(certificate.publicKeyInfo, algorithm), signature);
}

/** The digest of content and certificate that goes with a signature algorithm: its own. */
function digestOf(algorithm: SignatureAlgorithmName): DigestName {
  const scheme = SCHEMES[algorithm];
  return scheme.family === 'sm2' ? 'sm3' : scheme.hash;
}

/** The GM arc names the signature SM2-1 (GB/T 35275 §8); elsewhere it is SM2 with SM3, as in certificates. */
function writeAlgorithm(algorithm: SignatureAlgorithmName, family: CmsFamily): Uint8Array {
  return algorithm === 'sm2-sm3' && family === 'gm'
    ? sequence(oid(OID.sm2Signature))
    : writeSignatureAlgorithm(algorithm);
}

function checkAttributes(attributes: Uint8Array, contentType: string, digest: DigestName): void {
  const parsed = parseSignedAttributes(attributes);
  if (parsed.contentType !== contentType) refuse('attributes', 'of another content type');
  if (parsed.contentDigest.length !== DIGEST_LENGTH[digest]) refuse('attributes', `not a digest by ${digest}`);
}

function revocationValues(ocsps: readonly Uint8Array[]): Uint8Array[] {
  if (ocsps.length === 0) return [];
  return [sequence(oid(OID.revocationValues), setOf(sequence(explicit(1, sequence(...ocsps)))))];
}

function timestamps(tokens: readonly Uint8Array[]): Uint8Array[] {
  return tokens.length > 0 ? [sequence(oid(OID.signatureTimestamp), setOf(...tokens))] : [];
}

function refuse(field: string, detail: string): never {
  throw new PkiError('pki/bad-value', detail, { field });
}
