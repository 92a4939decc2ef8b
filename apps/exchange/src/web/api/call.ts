/** Calls to the exchange's own server. A refusal is an ExchangeError; no answer at all is fetch's own TypeError. */
import { isErrorCode } from '@qianyin/contract';
import { exchangeProblem, type ExchangeProblem, isExchangeCode } from '../../shared/errors.ts';

export class ExchangeError extends Error {
  readonly problem: ExchangeProblem;

  constructor(problem: ExchangeProblem) {
    super(problem.code);
    this.name = 'ExchangeError';
    this.problem = problem;
  }
}

let csrfToken = '';

/** From the session; sent with every change. Kept in memory alone. */
export function keepCsrfToken(token: string): void {
  csrfToken = token;
}

export function get<T>(path: string): Promise<T> {
  return call<T>(path, { method: 'GET' });
}

export function post<T>(path: string, body: object = {}): Promise<T> {
  return call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Sends a file's bytes as they are. */
export function postPdf<T>(path: string, file: Blob): Promise<T> {
  return call<T>(path, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: file });
}

export async function getFile(path: string): Promise<Blob> {
  const response = await fetch(path);
  if (!response.ok) throw new ExchangeError(await problemIn(response));
  return response.blob();
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, { ...init, headers: { ...init.headers, 'x-csrf-token': csrfToken } });
  if (!response.ok) throw new ExchangeError(await problemIn(response));
  return (await response.json()) as T;
}

async function problemIn(response: Response): Promise<ExchangeProblem> {
  try {
    const body: unknown = await response.json();
    if (isProblem(body)) return body;
  } catch {
    return exchangeProblem('exchange/internal');
  }
  return exchangeProblem('exchange/internal');
}

function isProblem(value: unknown): value is ExchangeProblem {
  if (typeof value !== 'object' || value === null || !('code' in value)) return false;
  return isExchangeCode(value.code) || isErrorCode(value.code);
}
