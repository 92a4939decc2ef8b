/** The moment that certificates are judged at comes from the caller, often read from somewhere. */
import { PkiError } from './errors.ts';

/**
 * Throws `pki/bad-value` (`at`) for an invalid Date: every comparison with one is false, so nothing would have expired
 * and nothing would be revoked yet.
 */
export function checkMoment(at: Date): void {
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) {
    throw new PkiError('pki/bad-value', 'not a date', { field: 'at' });
  }
}
