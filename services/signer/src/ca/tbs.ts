/**
 * What a to-be-signed certificate must be before any rule is asked: strict DER, ours to issue, valid from about now.
 */
import { lintCertificate as lint, parseTbsCertificate, PkiError, sameName } from '@qianyin/pki';
import type { TbsCertificate } from '@qianyin/pki';
import type { Authority } from '../authorities/authorities.ts';
import { sameBytes } from '../database/bytes.ts';
import type { CertificateProfile } from '../interface/index.ts';
import { SignerError } from '../interface/index.ts';

const DAY_MS = 86_400_000;

/** Throws signer/structure-refused. */
export function parseTbs(tbs: Uint8Array): TbsCertificate {
  try {
    return parseTbsCertificate(tbs);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new SignerError('signer/structure-refused', { field: error.field ?? 'tbs' }, { cause: error });
  }
}

/** Throws signer/structure-refused with the field that is not this issuer's. */
export function requireIssuedBy(tbs: TbsCertificate, issuing: Authority, at: Date): void {
  const issuer = issuing.parsed;
  const refuse = (field: string): never => {
    throw new SignerError('signer/structure-refused', { field });
  };
  if (!sameName(tbs.issuer, issuer.subject)) refuse('issuer');
  if (!tbs.authorityKeyId || !issuer.subjectKeyId || !sameBytes(tbs.authorityKeyId, issuer.subjectKeyId)) {
    refuse('authorityKeyId');
  }
  // Back-dating would let a certificate vouch for signatures made before anybody looked at its order.
  if (Math.abs(tbs.notBefore.getTime() - at.getTime()) > DAY_MS) refuse('notBefore');
  if (tbs.notAfter > issuer.notAfter) refuse('notAfter');
}

/** Throws signer/lint-refused with every broken rule. */
export function requireLintFree(tbs: Uint8Array, profile: CertificateProfile, issuing: Authority): void {
  const findings = lint(tbs, profile, { issuer: issuing.parsed })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, detail }) => ({ rule, detail }));
  if (findings.length > 0) throw new SignerError('signer/lint-refused', { findings });
}
