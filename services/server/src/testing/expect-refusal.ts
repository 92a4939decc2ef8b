/** Asserts that a promise is refused with a code of the contract; returns the refusal for a look at its data. */
import assert from 'node:assert/strict';
import type { ErrorCode } from '@qianyin/contract';
import { Refusal } from '../platform/errors.ts';

export async function expectRefusal(code: ErrorCode, work: Promise<unknown>): Promise<Refusal> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Refusal))
    throw outcome ?? new assert.AssertionError({ message: `not refused with ${code}` });
  assert.equal(outcome.code, code);
  return outcome;
}
