/**
 * What a call can throw: a ProblemError (the service answered with an RFC 9457 problem) or a NetworkError (no answer
 * came). An answer that is no problem of ours, such as a proxy's page, becomes the code `server/internal`.
 */
import { type ErrorCode, isErrorCode, type Problem, problem, problemSchema } from '@qianyin/contract';

/** The service refused; `code` is one of the closed union, and every front end has words for it. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(value: Problem, options?: ErrorOptions) {
    super(value.code, options);
    this.name = 'ProblemError';
    this.problem = value;
  }

  get code(): ErrorCode {
    return this.problem.code;
  }
}

/** No answer came: offline, refused connection, or a stream that broke off. The call may or may not have happened. */
export class NetworkError extends Error {
  readonly code = 'network/unreachable';

  constructor(options?: ErrorOptions) {
    super('network/unreachable', options);
    this.name = 'NetworkError';
  }
}

/** The problem an error stands for, or null: for code that must tell refusals apart from its own faults. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null;
}

/** Reads a problem from a decoded body; anything that is not exactly one becomes `server/internal`. */
export function readProblem(body: unknown): Problem {
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? parsed.data : problem('server/internal');
}

/** Reads the error that oRPC sends as an event inside a stream: `{ code, data }`, data holding figures and fields. */
export function readStreamProblem(error: { code: unknown; data?: unknown }): Problem {
  if (!isErrorCode(error.code)) return problem('server/internal');
  const more = typeof error.data === 'object' && error.data !== null ? error.data : {};
  const whole = problemSchema.safeParse({ ...more, ...problem(error.code) });
  return whole.success ? whole.data : problem(error.code);
}
