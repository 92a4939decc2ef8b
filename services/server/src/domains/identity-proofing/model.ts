/** Types and limits of the domain, pure. */

export const TRIES_PER_DAY = 5;
export const TRY_WINDOW_SECONDS = 86_400;

/** Ways to prove who one is; further ones (Alipay, corporate bank) join this list with their adapter. */
export type ProofMethod = 'bank-card';

export interface Identity {
  name: string;
  idNumber: string;
  provedAt: Date;
  method: ProofMethod;
}
