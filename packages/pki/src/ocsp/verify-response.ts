/**
 * Deciding what an OCSP answer proves (RFC 6960 §3.2, §4.2.2.2): it names the certificate, it is signed by the issuer
 * or by a delegate that the issuer itself certified for OCSP signing, and it is fresh. A delegate of another CA with
 * the right name must not pass, so the delegate's certificate is verified with the issuer's key here.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { isSignatureOf } from '../algorithms/verify-signature.ts';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Reason } from '../path/reason.ts';
import type { Certificate, TbsCertificate } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/certificate.ts';
import { UNDERSTOOD } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import type { CertificateStatus } from './build-response.ts';
import { isOfIssuer } from './cert-id.ts';
import type { OcspResponse } from './response.ts';

export interface OcspVerdict {
  /** The answer is authentic and fresh; `status` says what it says. */
  ok: boolean;
  status: CertificateStatus | undefined;
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
}

export function verifyOcspResponse({
  response,
  certificate,
  issuer,
  at,
  nonce,
  skewMs = 300_000,
}: OcspCheck): OcspVerdict {
  const reasons: Reason[] = [];
  const answer = response.answers.find(
    (each) => each.certId.serial === certificate.serial && isOfIssuer(each.certId, issuer),
  );
  if (!answer) reasons.push('pki/ocsp-other-certificate');
  if (!isAuthentic(response, issuer, at, skewMs)) reasons.push('pki/ocsp-not-authentic');
  if (nonce && !(response.nonce && sameBytes(response.nonce, nonce))) reasons.push('pki/ocsp-nonce-mismatch');
  if (answer) {
    if (answer.thisUpdate.getTime() > at.getTime() + skewMs) reasons.push('pki/ocsp-stale');
    if (!answer.nextUpdate || answer.nextUpdate < at) reasons.push('pki/ocsp-stale');
  }
  return { ok: reasons.length === 0, status: answer?.status, reasons };
}

function isAuthentic(response: OcspResponse, issuer: TbsCertificate, at: Date, skewMs: number): boolean {
  const responder = [issuer, ...response.certificates].find((each) => isNamed(response, each));
  if (!responder) return false;
  if (responder !== issuer && !isDelegate(responder as Certificate, issuer, response.producedAt, at, skewMs))
    return false;
  const { signatureAlgorithm: algorithm, tbs: message, signature } = response;
  return isSignatureOf({ algorithm, publicKey: responder.publicKeyInfo, message, signature });
}

function isNamed({ responder }: OcspResponse, candidate: TbsCertificate): boolean {
  if ('name' in responder) return sameName(responder.name, candidate.subject);
  return sameBytes(responder.keyHash, sha1(candidate.publicKey));
}

function isDelegate(
  delegate: Certificate,
  issuer: TbsCertificate,
  producedAt: Date,
  at: Date,
  skewMs: number,
): boolean {
  // A later answer about an earlier moment was signed when it was produced, not at that moment.
  const moment = skewMs === Number.POSITIVE_INFINITY ? producedAt : at;
  return (
    sameName(delegate.issuer, issuer.subject) &&
    delegate.notBefore <= moment &&
    moment <= delegate.notAfter &&
    (delegate.extendedKeyUsage?.includes(OID.ocspSigning) ?? false) &&
    (delegate.keyUsage?.includes('digitalSignature') ?? true) &&
    delegate.extensions.every((each) => !each.critical || UNDERSTOOD.includes(each.oid)) &&
    isSignedBy(delegate, issuer)
  );
}
