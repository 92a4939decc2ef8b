/** Refusals that are part of using a key and not errors: the PIN was wrong, or the key is locked. */
import { problemOf } from '@qianyin/client';

const KEY_REFUSALS = ['keys/pin-wrong', 'keys/locked', 'keys/clone-detected'] as const;
export type KeyRefusalCode = (typeof KEY_REFUSALS)[number];

export interface KeyRefusal {
  outcome: 'refused';
  code: KeyRefusalCode;
  /** After a wrong PIN. */
  triesLeft: number | undefined;
}

/** The refusal in an error, or undefined when it is something else. */
export function keyRefusal(error: unknown): KeyRefusal | undefined {
  const problem = problemOf(error);
  if (problem === null) return undefined;
  const { code, data } = problem;
  const refusal = KEY_REFUSALS.find((known) => known === code);
  if (refusal === undefined) return undefined;
  const triesLeft = data?.triesLeft;
  return { outcome: 'refused', code: refusal, triesLeft: typeof triesLeft === 'number' ? triesLeft : undefined };
}
