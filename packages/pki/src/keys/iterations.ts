/**
 * How much work a file may ask for. A count of iterations is the file's own: without a limit over all of it, one of a
 * few kilobytes keeps a machine busy for days.
 */
import { PkiError } from '../errors.ts';
import type { PrfName } from './inputs.ts';
import { PRF_LENGTH } from './inputs.ts';

/**
 * Over one file. NSS and GnuTLS ask for 600,000 for every part of a PKCS #12 file, with old ciphers threefold. Node does
 * about two million a second with SHA-256, a third of that with SM3; the portable code a tenth.
 */
export const MAX_ITERATIONS = 5_000_000;

interface Pbkdf2Work {
  prf: PrfName;
  iterations: number;
  /** Where the count stands. */
  iterationsOffset: number;
}

export class WorkLimit {
  #left: number;

  constructor(iterations: number = MAX_ITERATIONS) {
    this.#left = iterations;
  }

  /** For a key of `length` bytes by PBKDF2, which counts anew for each digest of it (RFC 8018 §5.2). Throws as `spend`. */
  spendPbkdf2({ prf, iterations, iterationsOffset }: Pbkdf2Work, length: number): void {
    this.spend(iterations * Math.ceil(length / PRF_LENGTH[prf]), iterationsOffset);
  }

  /** Throws `pki/too-large` (`iterationCount`) before the work is done. */
  spend(iterations: number, offset: number): void {
    if (iterations < 1) {
      throw new PkiError('pki/bad-structure', 'not a positive number', { offset, field: 'iterationCount' });
    }
    this.#left -= iterations;
    if (this.#left >= 0) return;
    throw new PkiError('pki/too-large', 'more iterations than are allowed', { offset, field: 'iterationCount' });
  }
}
