/**
 * The exchange's own error codes with their HTTP status. On the wire an error is an RFC 9457 problem; codes of the
 * certificate service (documents/…, scan/…) are passed on as they are.
 */
import type { ErrorCode, ProblemData } from '@qianyin/contract';

const EXCHANGE_STATUS = {
  'exchange/request-invalid': 400,
  'exchange/not-found': 404,
  'exchange/internal': 500,
  'exchange/origin-wrong': 403,
  'exchange/csrf': 403,
  'exchange/service-unavailable': 503,
  'exchange/rate-limited': 429,

  'exchange/login-required': 401,
  'exchange/login-wrong': 401,
  'exchange/login-locked': 429,
  'exchange/login-not-begun': 409,
  'exchange/login-not-confirmed': 409,
  'exchange/login-refused': 403,
  'exchange/login-expired': 410,
  'exchange/login-failed': 502,
  'exchange/unit-unknown': 403,
  'exchange/unit-name-differs': 403,

  'exchange/not-a-pdf': 415,
  'exchange/file-too-large': 413,
  'exchange/file-name-invalid': 400,
  'exchange/storage-full': 409,
} as const satisfies Record<string, number>;

export type ExchangeCode = keyof typeof EXCHANGE_STATUS;

/** A problem of this server: a code of its own, or one of the service's passed on. */
export interface ExchangeProblem {
  type: string;
  title: string;
  status: number;
  code: ExchangeCode | ErrorCode;
  data?: ProblemData;
}

export function isExchangeCode(value: unknown): value is ExchangeCode {
  return typeof value === 'string' && Object.hasOwn(EXCHANGE_STATUS, value);
}

export function exchangeProblem(code: ExchangeCode, data?: ProblemData): ExchangeProblem {
  return { type: `/errors#${code}`, title: code, status: EXCHANGE_STATUS[code], code, ...(data ? { data } : {}) };
}
