/** Reasons of revocation (RFC 5280 §5.3.1); the number is the ENUMERATED value. */
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
/** What an entry of a list can say: a delta list also takes entries back. */
export type EntryReason = RevocationReason | 'removeFromCRL';

export const ENTRY_REASONS: Readonly<Record<EntryReason, number>> = { ...REVOCATION_REASONS, removeFromCRL: 8 };

const BY_NUMBER: readonly (EntryReason | undefined)[] = Array.from({ length: 11 }, (_, number) =>
  (Object.keys(ENTRY_REASONS) as EntryReason[]).find((reason) => ENTRY_REASONS[reason] === number),
);

export const entryReasonOf = (number: number): EntryReason | undefined => BY_NUMBER[number];

export function reasonOf(number: number): RevocationReason | undefined {
  const reason = BY_NUMBER[number];
  return reason === 'removeFromCRL' ? undefined : reason;
}
