/**
 * From the library's reasons to the report's checks, pure. Each reason fails one check, by this table; a new reason does
 * not compile before it has its place here.
 */
import type { Reason } from '@qianyin/pki';
import type { Standing } from '../certificates/index.ts';
import type { JudgedSignature } from './judge-pdf.ts';
import type { Check, CheckName } from './model.ts';

const FAILS: Record<Reason, CheckName> = {
  'pki/byte-range-wrong': 'integrity',
  'pki/digest-mismatch': 'integrity',
  'pki/changed-after-signing': 'integrity',
  'pki/content-not-detached': 'integrity',
  'pki/content-missing': 'integrity',
  'pki/not-signed-data': 'signature',
  'pki/signer-missing': 'signature',
  'pki/content-type-mismatch': 'signature',
  'pki/signed-attributes-missing': 'signature',
  'pki/signature-wrong': 'signature',
  'pki/signer-certificate-missing': 'signature',
  'pki/signer-certificate-mismatch': 'signature',
  'pki/unsupported-algorithm': 'signature',
  'pki/weak-algorithm': 'signature',
  'pki/chain-incomplete': 'chain',
  'pki/certificate-signature-wrong': 'chain',
  'pki/name-chaining-wrong': 'chain',
  'pki/path-too-complex': 'chain',
  'pki/issuer-not-a-ca': 'chain',
  'pki/path-too-long': 'chain',
  'pki/key-usage-wrong': 'chain',
  'pki/extended-key-usage-wrong': 'chain',
  'pki/unknown-critical-extension': 'chain',
  'pki/name-not-permitted': 'chain',
  'pki/name-constraint-unsupported': 'chain',
  'pki/policy-missing': 'chain',
  'pki/policy-mapping-wrong': 'chain',
  'pki/not-a-timestamp': 'time',
  'pki/timestamp-missing': 'time',
  'pki/timestamp-other-message': 'time',
  'pki/timestamp-nonce-mismatch': 'time',
  'pki/timestamp-policy-mismatch': 'time',
  'pki/timestamp-authority-wrong': 'time',
  'pki/not-yet-valid': 'validity',
  'pki/expired': 'validity',
  'pki/revoked': 'revocation',
  'pki/revocation-unknown': 'revocation',
  'pki/ocsp-other-certificate': 'revocation',
  'pki/ocsp-not-authentic': 'revocation',
  'pki/ocsp-nonce-mismatch': 'revocation',
  'pki/ocsp-stale': 'revocation',
};

export function checksOf(signature: JudgedSignature, standing: Standing): Check[] {
  const { reasons, signatureValid, der } = signature;
  const reasonOf = (name: CheckName): Reason | undefined =>
    reasons.find((reason) => checkOf(reason, signatureValid) === name);
  const outcome = (check: CheckName, possible: boolean, reason = reasonOf(check)): Check => {
    if (reason !== undefined) return { check, outcome: 'failed', reason };
    return { check, outcome: possible ? 'ok' : 'not-checked', reason: null };
  };
  const hasSigner = der !== undefined;
  const isOurs = hasSigner && reasonOf('chain') === undefined;
  return [
    outcome('integrity', signature.intact),
    outcome('signature', signatureValid),
    outcome('chain', hasSigner),
    // Of a stranger's certificate our records say nothing.
    outcome('revocation', isOurs, isOurs ? revocationFault(signature, standing) : undefined),
    outcome('validity', hasSigner && signature.signingTime !== undefined),
    // The signing time is the signer's claim: there is no time stamp yet to check it by (row S2).
    { check: 'time', outcome: 'not-checked', reason: null },
  ];
}

/** Everything but the time, which no document proves yet. */
export function isValid(checks: readonly Check[]): boolean {
  return checks.every(({ check, outcome }) => outcome === 'ok' || check === 'time');
}

// A chain may be of another algorithm while the signature itself holds.
function checkOf(reason: Reason, signatureValid: boolean): CheckName {
  const ofAlgorithm = reason === 'pki/unsupported-algorithm' || reason === 'pki/weak-algorithm';
  return ofAlgorithm && signatureValid ? 'chain' : FAILS[reason];
}

/**
 * GM/T 0031 §6.2.3: what was signed before the revocation stays good. The claimed time can be relied on for that, since
 * it is this service that writes it when the phone co-signs, and it lets no revoked certificate begin.
 */
function revocationFault({ signingTime }: JudgedSignature, standing: Standing): Reason | undefined {
  if (!standing.known || signingTime === undefined) return 'pki/revocation-unknown';
  return standing.revokedAt !== null && standing.revokedAt <= signingTime ? 'pki/revoked' : undefined;
}
