/**
 * Verifying detached SignedData: the digest is the content's, the signature is the certificate's over the signed
 * attributes, and the certificate leads to a trusted root. Without a time stamp the signing time is the signer's own
 * claim; a holder of a revoked key can claim an earlier one, so pass `at` where the moment is known otherwise.
 */
import { sm2Verify, sm3 } from '@qianyin/gm';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import { readSm2Signature } from '../algorithms/signature-value.ts';
import { sameBytes } from '../bytes.ts';
import type { CertificateList } from '../crl/crl.ts';
import { parseCrl } from '../crl/crl.ts';
import { OID } from '../der/oids.ts';
import { PkiError } from '../errors.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import { parseBasicOcspResponse } from '../ocsp/response.ts';
import type { Reason } from '../path/reason.ts';
import type { PathVerdict } from '../path/verify-path.ts';
import { verifyPath } from '../path/verify-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import { keyIdentifier } from '../x509/key-id.ts';
import { sameName } from '../x509/name.ts';
import type { SignedData } from './signed-data.ts';
import { parseSignedData } from './signed-data.ts';

export interface SignedDataCheck {
  cms: Uint8Array;
  /** SM3 of the content. */
  contentDigest: Uint8Array;
  roots: readonly Certificate[];
  /** Besides those inside the message. */
  intermediates?: readonly Certificate[];
  /** The moment to judge certificates at; the claimed signing time when left out. */
  at?: Date;
  /** What the signer enclosed counts besides. With neither, revocation is not checked. */
  crls?: readonly CertificateList[];
  ocsps?: readonly OcspResponse[];
}

export interface SignedDataVerdict {
  ok: boolean;
  reasons: readonly Reason[];
  digestMatches: boolean;
  signatureValid: boolean;
  pathOk: boolean;
  signer: Certificate | undefined;
  /** The signer's claim. */
  signingTime: Date | undefined;
  path: PathVerdict | undefined;
}

const NOTHING = {
  ok: false,
  digestMatches: false,
  signatureValid: false,
  pathOk: false,
  signer: undefined,
  signingTime: undefined,
  path: undefined,
};

/** Never throws on a bad message: what cannot be parsed is `pki/not-signed-data`. */
export function verifySignedData(check: SignedDataCheck): SignedDataVerdict {
  const data = tryParse(check.cms);
  if (!data) return { ...NOTHING, reasons: ['pki/not-signed-data'] };
  const signer = findSigner(data);
  const { attributes } = data.signer;
  const reasons: Reason[] = [];
  if (!data.detached) reasons.push('pki/content-not-detached');
  if (!attributes) reasons.push('pki/signed-attributes-missing');
  if (!signer) reasons.push('pki/signer-certificate-missing');

  const digestMatches = attributes !== undefined && sameBytes(attributes.contentDigest, check.contentDigest);
  if (attributes && !digestMatches) reasons.push('pki/digest-mismatch');
  const signatureReason = signer && attributes ? judgeSignature(data, signer) : undefined;
  if (signatureReason) reasons.push(signatureReason);
  const signatureValid = signer !== undefined && attributes !== undefined && signatureReason === undefined;

  const signingTime = attributes?.signingTime;
  const at = check.at ?? signingTime;
  if (signer && !at) reasons.push('pki/signed-attributes-missing');
  const path = signer && at ? verifySignerPath(check, data, signer, at) : undefined;
  reasons.push(...(path?.reasons ?? []));
  return {
    ok: reasons.length === 0,
    reasons: [...new Set(reasons)],
    digestMatches,
    signatureValid,
    pathOk: path?.ok ?? false,
    signer,
    signingTime,
    path,
  };
}

function tryParse(cms: Uint8Array): SignedData | undefined {
  try {
    return parseSignedData(cms);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

function findSigner({ certificates, signer: { identifier } }: SignedData): Certificate | undefined {
  return certificates.find((each) =>
    'keyId' in identifier
      ? sameBytes(each.subjectKeyId ?? keyIdentifier(each.publicKey), identifier.keyId)
      : each.serial === identifier.serial && sameName(each.issuer, identifier.issuer),
  );
}

const SM2_OIDS: readonly string[] = [OID.sm2Signature, OID.sm2WithSm3];

function judgeSignature({ signer: info, contentType }: SignedData, signer: Certificate): Reason | undefined {
  const { attributes } = info;
  if (!attributes) return 'pki/signed-attributes-missing';
  const sm2 = SM2_OIDS.includes(info.signatureAlgorithm.oid) && withoutParameters(info.signatureAlgorithm);
  if (!sm2 || info.digestAlgorithm.oid !== OID.sm3 || signer.keyKind !== 'sm2') return 'pki/unsupported-algorithm';
  if (attributes.contentType !== contentType) return 'pki/signature-wrong';
  // Bound to one certificate: a second certificate over the same key must not take the signature over (RFC 5035 §1.2).
  if (attributes.certificateDigest && !sameBytes(attributes.certificateDigest, sm3(signer.der))) {
    return 'pki/signer-certificate-mismatch';
  }
  return verifies(info.signature, attributes.der, signer) ? undefined : 'pki/signature-wrong';
}

const withoutParameters = ({ parameters }: AlgorithmIdentifier): boolean => !parameters || parameters[0] === 0x05;

function verifies(signatureDer: Uint8Array, message: Uint8Array, signer: Certificate): boolean {
  try {
    return sm2Verify({ publicKey: signer.publicKey, message, signature: readSm2Signature(signatureDer, 0) });
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

function verifySignerPath(check: SignedDataCheck, data: SignedData, signer: Certificate, at: Date): PathVerdict {
  const crls = [...(check.crls ?? []), ...readable(data.crls, parseCrl)];
  const ocsps = [...(check.ocsps ?? []), ...readable(data.ocsps, parseBasicOcspResponse)];
  const given = check.crls !== undefined || check.ocsps !== undefined || crls.length + ocsps.length > 0;
  return verifyPath({
    certificate: signer,
    intermediates: [...data.certificates, ...(check.intermediates ?? [])],
    roots: check.roots,
    at,
    usage: 'digitalSignature',
    ...(given ? { crls, ocsps } : {}),
  });
}

/** Enclosed evidence that does not parse proves nothing, and is no reason to refuse other evidence. */
function readable<T>(encodings: readonly Uint8Array[], parse: (der: Uint8Array) => T): T[] {
  return encodings.flatMap((each) => {
    try {
      return [parse(each)];
    } catch (error) {
      if (error instanceof PkiError) return [];
      throw error;
    }
  });
}
