/** May this account try once more, pure. */
import { TRIES_PER_DAY, TRY_WINDOW_SECONDS } from './model.ts';

export type TryVerdict = { allowed: true; left: number } | { allowed: false; waitSeconds: number };

/** @param tried instants of the tries that count within the last 24 hours, newest first */
export function mayTry(tried: readonly Date[], now: Date): TryVerdict {
  const oldestCounted = tried[TRIES_PER_DAY - 1];
  if (oldestCounted === undefined) return { allowed: true, left: TRIES_PER_DAY - tried.length - 1 };
  const free = oldestCounted.getTime() + TRY_WINDOW_SECONDS * 1000;
  return { allowed: false, waitSeconds: Math.max(1, Math.ceil((free - now.getTime()) / 1000)) };
}
