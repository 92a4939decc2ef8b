/** Ceilings inside the signer: they bound what an intruder on the server can do before somebody notices. */

export interface Limits {
  /** Certificates signed in any hour. */
  issuancesPerHour: number;
  /** Ceremonies and openings begun with one key in any hour. */
  ceremoniesPerKeyPerHour: number;
}

export const DEFAULT_LIMITS: Limits = { issuancesPerHour: 600, ceremoniesPerKeyPerHour: 600 };

/** Consecutive wrong PINs that lock a key. */
export const MAX_FAILURES = 5;

/** How long a phone may take between begin and finish. */
export const CEREMONY_LIFE_MS = 10 * 60_000;

/** How long a lint token may wait for its signature. */
export const TOKEN_LIFE_MS = 60 * 60_000;

/** How far the server's clock may differ from the signer's in a CRL or OCSP response. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** The longest time a CRL or OCSP response may claim to hold: a stolen one is worth no more than this. */
export const STATUS_LIFE_MS = 8 * 24 * 60 * 60_000;

export const HOUR_MS = 60 * 60_000;
