/** Reasons of revocation (RFC 5280 §5.3.1); the number is the ENUMERATED value. `removeFromCRL` belongs to delta CRLs, left out. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

export type RevocationReason = keyof typeof REVOCATION_REASONS;

export function reasonOf(number: number): RevocationReason | undefined {
  const entry = Object.entries(REVOCATION_REASONS).find(([, value]) => value === number);
  return entry?.[0] as RevocationReason | undefined;
}
