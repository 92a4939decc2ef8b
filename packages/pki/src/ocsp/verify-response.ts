/**
 * Deciding what an OCSP answer proves (RFC 6960 §3.2, §4.2.2.2): it names the certificate, it is signed by the issuer,
 * by a delegate that the issuer itself certified for OCSP signing, or by a responder the caller trusts, and it is fresh.
 * A delegate of another CA with the right name must not pass, so its certificate is verified with the issuer's key here.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { isSignatureOf } from '../algorithms/verify-signature.ts';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { checkMoment } from '../moment.ts';
import type { Reason } from '../path/reason.ts';
import type { Certificate, TbsCertificate } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/certificate.ts';
import { sameName } from '../x509/compare-names.ts';
import { UNDERSTOOD } from '../x509/extensions.ts';
import type { CertificateStatus } from './build-response.ts';
import { isOfIssuer } from './cert-id.ts';
import type { OcspAnswer, OcspResponse } from './response.ts';

export interface OcspVerdict {
  /** The answer is authentic and fresh; `status` says what it says. */
  ok: boolean;
  status: CertificateStatus | undefined;
  answer: OcspAnswer | undefined;
  reasons: readonly Reason[];
}

export interface OcspCheck {
  response: OcspResponse;
  certificate: { serial: string };
  issuer: TbsCertificate;
  at: Date;
  /** Insist on this nonce in the answer. */
  nonce?: Uint8Array;
  /** How far thisUpdate may lie after `at`: clock skew. Infinity judges a past `at` by a later answer. */
  skewMs?: number;
  /** Responders trusted by the caller's own decision (§4.2.2.2, first alternative). */
  trustedResponders?: readonly Certificate[];
  /** Asked about a delegate whose certificate does not say id-pkix-ocsp-nocheck (§4.2.2.2.1). */
  isRevoked?: (delegate: Certificate) => boolean;
}

/** Throws `pki/bad-value` (`at`) for an invalid date. */
export function verifyOcspResponse(check: OcspCheck): OcspVerdict {
  const { response, certificate, issuer, at, nonce, skewMs = 300_000 } = check;
  checkMoment(at);
  const reasons = new Set<Reason>();
  const answer = newest(
    response.answers.filter(({ certId }) => certId.serial === certificate.serial && isOfIssuer(certId, issuer)),
  );
  if (!answer) reasons.add('pki/ocsp-other-certificate');
  if (!isAuthentic(check, skewMs)) reasons.add('pki/ocsp-not-authentic');
  if (nonce && !(response.nonce && sameBytes(response.nonce, nonce))) reasons.add('pki/ocsp-nonce-mismatch');
  if (answer) {
    if (answer.thisUpdate.getTime() > at.getTime() + skewMs) reasons.add('pki/ocsp-stale');
    // RFC 6960 allows answers without an end; one of those could be replayed for ever.
    if (!answer.nextUpdate || answer.nextUpdate < at) reasons.add('pki/ocsp-stale');
  }
  return { ok: reasons.size === 0, status: answer?.status, answer, reasons: [...reasons] };
}

const newest = (answers: readonly OcspAnswer[]): OcspAnswer | undefined =>
  answers.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];

function isAuthentic(check: OcspCheck, skewMs: number): boolean {
  const { response, issuer, trustedResponders = [] } = check;
  const { signatureAlgorithm: algorithm, signature, tbs: message } = response;
  const signed = ({ publicKeyInfo: publicKey }: TbsCertificate) =>
    isSignatureOf({ algorithm, publicKey, message, signature });
  return (
    [issuer, ...trustedResponders].some((each) => isNamed(response, each) && signed(each)) ||
    response.certificates.some((each) => isNamed(response, each) && isDelegate(each, check, skewMs) && signed(each))
  );
}

function isNamed({ responder }: OcspResponse, candidate: TbsCertificate): boolean {
  if ('name' in responder) return sameName(responder.name, candidate.subject);
  return sameBytes(responder.keyHash, sha1(candidate.publicKey));
}

function isDelegate(delegate: Certificate, { response, issuer, at, isRevoked }: OcspCheck, skewMs: number): boolean {
  // A later answer about an earlier moment was signed when it was produced, not at that moment. An earlier date is the
  // responder's word alone: a key whose certificate expired, which nobody revokes, could write it for ever.
  const later = skewMs === Number.POSITIVE_INFINITY && response.producedAt > at;
  const moment = later ? response.producedAt : at;
  return (
    sameName(delegate.issuer, issuer.subject) &&
    delegate.notBefore <= moment &&
    moment <= delegate.notAfter &&
    (delegate.extendedKeyUsage?.includes(OID.ocspSigning) ?? false) &&
    (delegate.keyUsage?.includes('digitalSignature') ?? true) &&
    delegate.extensions.every((each) => !each.critical || UNDERSTOOD.includes(each.oid)) &&
    isSignedBy(delegate, issuer) &&
    (delegate.extensions.some(({ oid }) => oid === OID.ocspNoCheck) || !isRevoked?.(delegate))
  );
}
