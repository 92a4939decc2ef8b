/** When the next login code may be sent, pure. */
import { addSeconds } from '../../platform/clock.ts';
import { CODE_INTERVAL_SECONDS, CODES_PER_HOUR } from './model.ts';

export type CodeVerdict = { allowed: true } | { allowed: false; why: 'too-soon' | 'limit'; waitSeconds: number };

/** @param sent instants within the last hour, newest first */
export function maySendCode(sent: readonly Date[], now: Date): CodeVerdict {
  const newest = sent[0];
  if (newest === undefined) return { allowed: true };
  const oldestCounted = sent[CODES_PER_HOUR - 1];
  if (oldestCounted !== undefined)
    return { allowed: false, why: 'limit', waitSeconds: secondsUntil(addSeconds(oldestCounted, 3600), now) };
  const next = addSeconds(newest, CODE_INTERVAL_SECONDS);
  if (next > now) return { allowed: false, why: 'too-soon', waitSeconds: secondsUntil(next, now) };
  return { allowed: true };
}

function secondsUntil(instant: Date, now: Date): number {
  return Math.max(1, Math.ceil((instant.getTime() - now.getTime()) / 1000));
}
