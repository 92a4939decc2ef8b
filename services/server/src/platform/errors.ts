/**
 * How an operation says no. A refusal carries a code of the contract's closed union; only the HTTP edge turns it into
 * an RFC 9457 problem. Anything else that is thrown is a fault of ours and answers `server/internal`.
 */
import type { ErrorCode, ProblemData } from '@qianyin/contract';

export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly data: ProblemData | undefined;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, more: { data?: ProblemData; fields?: Record<string, string>; cause?: unknown } = {}) {
    super(code, { cause: more.cause });
    this.name = 'Refusal';
    this.code = code;
    this.data = more.data;
    this.fields = more.fields;
  }
}

/** The row a conditional UPDATE or a look-up was to give; without one the named refusal. */
export function found<T>(row: T | undefined, code: ErrorCode): T {
  if (row === undefined) throw new Refusal(code);
  return row;
}
