/**
 * The quorum of facts behind a certificate. The signer cannot see the desk: it refuses facts that contradict the rule of
 * four eyes or time, and keeps the rest as evidence against whoever stated them.
 */
import type { IssuanceFacts } from '../interface/index.ts';
import { SignerError } from '../interface/index.ts';
import { CLOCK_SKEW_MS } from '../limits.ts';

/** Throws signer/four-eyes, signer/facts-refused. */
export function requireFacts(facts: IssuanceFacts, at: Date): void {
  if (facts.acceptedBy === facts.approvedBy) throw new SignerError('signer/four-eyes');
  if (new Date(facts.paidAt).getTime() > at.getTime() + CLOCK_SKEW_MS) {
    throw new SignerError('signer/facts-refused', { field: 'facts.paidAt' });
  }
}
