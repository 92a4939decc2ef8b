/** How an operation says no; only the HTTP edge turns it into a problem. Anything else thrown is a fault of ours. */
import { NetworkError, ProblemError } from '@qianyin/client';
import type { ProblemData } from '@qianyin/contract';
import { type ExchangeCode, type ExchangeProblem, exchangeProblem } from '../../shared/errors.ts';

export class Refusal extends Error {
  readonly code: ExchangeCode;
  readonly data: ProblemData | undefined;

  constructor(code: ExchangeCode, data?: ProblemData, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }
}

/** The row that was looked for; without one `exchange/not-found`, for another unit's rows as well. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Refusal('exchange/not-found');
  return row;
}

/** The problem that a thrown value stands for; null = a fault that must be logged. */
export function problemFor(error: unknown): ExchangeProblem | null {
  if (error instanceof Refusal) return exchangeProblem(error.code, error.data);
  if (error instanceof NetworkError) return exchangeProblem('exchange/service-unavailable');
  if (!(error instanceof ProblemError)) return null;
  const { type, title, status, code, data } = error.problem;
  // Our own credentials are our own fault, and a failing service is no fault of the browser's.
  if (status === 401 || status >= 500) return exchangeProblem('exchange/service-unavailable');
  return { type, title, status, code, ...(data ? { data } : {}) };
}
