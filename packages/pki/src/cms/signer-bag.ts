/**
 * What SignedData and SignedAndEnvelopedData end with: certificates, revocation information, signers (RFC 5652 §5.1,
 * GB/T 35275 §8). The bag is a heap of hints that nobody signed: nothing in it is trusted for being there.
 * Certificates of other kinds, or with keys too small to believe, and revocation information of other formats than CRL
 * and OCSP (RFC 5940) are passed over.
 */
import { OID } from '../der/oids.ts';
import type { Der, Fields } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readOid } from '../der/values.ts';
import type { PkiErrorCode } from '../errors.ts';
import { PkiError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { basicResponseOf } from './basic-response.ts';
import type { SignerInfo } from './signer-info.ts';
import { readSignerInfo, unsignedValues } from './signer-info.ts';

export interface SignerBag {
  certificates: readonly Certificate[];
  /** Encoded CRLs enclosed. */
  crls: readonly Uint8Array[];
  /** Encoded BasicOCSPResponses enclosed (RFC 5940, or RFC 5126 §6.3.4). */
  ocsps: readonly Uint8Array[];
  /** Empty in a message that only carries certificates. */
  signers: readonly SignerInfo[];
}

const MAX_CERTIFICATES = 64;
const MAX_REVOCATIONS = 32;
const MAX_SIGNERS = 32;

export function readSignerBag(fields: Fields): SignerBag {
  const certificates = fields.maybe(contextConstructed(0));
  const revocations = fields.maybe(contextConstructed(1));
  const signers = fields.any('signerInfos').list(TAG.set, 'signerInfos', MAX_SIGNERS).map(readSignerInfo);
  const enclosed = revocations?.list(contextConstructed(1), 'crls', MAX_REVOCATIONS) ?? [];
  const archived = signers.flatMap((signer) => unsignedValues(signer, OID.revocationValues).map(readRevocationValues));
  return {
    certificates: (certificates?.list(contextConstructed(0), 'certificates', MAX_CERTIFICATES) ?? [])
      .filter((each) => each.tag === TAG.sequence)
      .flatMap(readHint),
    crls: [
      ...enclosed.filter((each) => each.tag === TAG.sequence).map((each) => each.bytes),
      ...archived.flatMap((each) => each.crls),
    ],
    ocsps: [...enclosed.flatMap(readOtherRevocation), ...archived.flatMap((each) => each.ocsps)],
    signers,
  };
}

function readHint(value: Der): Certificate[] {
  try {
    return [parseCertificate(value.bytes)];
  } catch (error) {
    if (error instanceof PkiError && PASSED_OVER.includes(error.code)) return [];
    throw error;
  }
}

/** Keys this package does not take, and the structures of versions 1 and 2. */
const PASSED_OVER: readonly PkiErrorCode[] = ['pki/unsupported-key', 'pki/bad-structure'];

/** [1] OtherRevocationInfoFormat (RFC 5652 §10.2.1) holding an OCSPResponse (RFC 5940 §2). */
function readOtherRevocation(value: Der): Uint8Array[] {
  if (value.tag !== contextConstructed(1)) return [];
  const fields = value.open(contextConstructed(1), 'crls');
  const type = readOid(fields.any('crls'), 'crls');
  const info = fields.any('crls');
  fields.done();
  const basic = type === OID.ocspRevocationInfo ? basicResponseOf(info) : undefined;
  return basic ? [basic] : [];
}

/** RevocationValues (RFC 5126 §6.3.4): [0] CRLs, [1] BasicOCSPResponses. */
function readRevocationValues(der: Uint8Array): { crls: Uint8Array[]; ocsps: Uint8Array[] } {
  const field = 'revocationValues';
  const members = readDer(der).list(TAG.sequence, field, 3);
  const list = (n: number) => {
    const wrapped = members.find((each) => each.tag === contextConstructed(n));
    const inner = wrapped?.open(contextConstructed(n), field).any(field);
    return inner?.list(TAG.sequence, field, MAX_REVOCATIONS).map((each) => each.bytes) ?? [];
  };
  return { crls: list(0), ocsps: list(1) };
}
