/**
 * Time stamp tokens (RFC 3161 §2.4.2): SignedData of one signer over a TSTInfo, with ESSCertIDv2 (RFC 5816). The
 * authority signs in two steps, like everything here: attributes out, signature in.
 */
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { assembleSignedData } from '../cms/build-signed-data.ts';
import type { DigestName } from '../cms/digest-name.ts';
import { digest } from '../cms/digest.ts';
import { buildSignedAttributes } from '../cms/signed-attributes.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { parseSignedData } from '../cms/signed-data.ts';
import { OID } from '../der/oids.ts';
import { PkiError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { TstInfo } from './tst-info.ts';
import { parseTstInfo } from './tst-info.ts';

export interface TimestampToken {
  der: Uint8Array;
  tstInfo: TstInfo;
  signedData: SignedData;
}

/**
 * The bytes to be signed for a TSTInfo. `digestAlgorithm` is the one that goes with the authority's signature
 * algorithm: SM3 for SM2 unless given.
 */
export function buildTimestampAttributes(input: {
  tstInfo: Uint8Array;
  certificate: { der: Uint8Array };
  digestAlgorithm?: DigestName;
}): Uint8Array {
  const digestAlgorithm = input.digestAlgorithm ?? 'sm3';
  return buildSignedAttributes({
    contentType: OID.tstInfo,
    contentDigest: digest(digestAlgorithm, input.tstInfo),
    digestAlgorithm,
    certificate: input.certificate,
  });
}

export interface TimestampTokenInput {
  tstInfo: Uint8Array;
  /** As built, and signed. */
  attributes: Uint8Array;
  /** Raw: r‖s for SM2 and ECDSA, the bytes for RSA. */
  signature: Uint8Array;
  certificate: Certificate;
  algorithm?: SignatureAlgorithmName;
  /** Issuing certificates, enclosed besides the authority's own. */
  chain?: readonly { der: Uint8Array }[];
}

/** ContentInfo of type signedData, by the RFC's object identifiers for every algorithm (GM/T 0033 keeps the form). */
export function assembleTimestampToken({ tstInfo, chain = [], ...signer }: TimestampTokenInput): Uint8Array {
  return assembleSignedData({ ...signer, chain, content: tstInfo, contentType: OID.tstInfo, family: 'rfc' });
}

/** Throws `pki/bad-der`, `pki/bad-structure`, or `pki/too-large`. */
export function parseTimestampToken(der: Uint8Array): TimestampToken {
  const signedData = parseSignedData(der, { maxBytes: 262_144 });
  const { content, contentType, signers } = signedData;
  if (contentType !== OID.tstInfo || !content) throw malformed('contentType', 'not a TSTInfo');
  // §2.4.2: the authority's signature and no other.
  if (signers.length !== 1) throw malformed('signerInfos', 'exactly one signer expected');
  return { der: signedData.der, tstInfo: parseTstInfo(content), signedData };
}

const malformed = (field: string, detail: string): PkiError =>
  new PkiError('pki/bad-structure', detail, { field, offset: 0 });
