/** One call as anybody: any credentials, any input, and the answer as it crossed the wire. */
import assert from 'node:assert/strict';
import { createClient } from '@qianyin/client';
import { ERROR_STATUS, type ErrorCode, type Problem, PROBLEM_MEDIA_TYPE, problemSchema } from '@qianyin/contract';
import { type DeviceKey, type Phone, proveDevice } from '@qianyin/wallet/core';
import type { Operation } from './operations.ts';
import type { Story } from './story.ts';

/** The headers somebody brings to a request. */
export type Credentials = (request: { method: string; url: string }) => Promise<Record<string, string>>;

export interface Answer {
  status: number;
  headers: Headers;
  /** Empty for an open stream. */
  text: string;
}

export const nobody: Credentials = () => Promise.resolve({});

/** A phone; `device` and `token` may be somebody else's. */
export function walletOf(phone: Phone, forged: { device?: DeviceKey; token?: string } = {}): Credentials {
  const token = forged.token ?? phone.session?.token ?? '';
  return async ({ method, url }) => ({
    dpop: await proveDevice(forged.device ?? phone.device, { method, url, token }),
    authorization: `DPoP ${token}`,
  });
}

export function basic(id: string, secret: string): Credentials {
  const authorization = `Basic ${btoa(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)}`;
  return () => Promise.resolve({ authorization });
}

/** A desk session by hand, so that its CSRF token can be left out. */
export async function deskOf(story: Story, login: { name: string; password: string }) {
  const response = await fetch(`${story.url}/api/accounts/log-in-operator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(login),
  });
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    whole: (() => Promise.resolve({ cookie, 'x-csrf-token': csrfToken })) as Credentials,
    withoutCsrf: (() => Promise.resolve({ cookie })) as Credentials,
  };
}

/** The same headers each time: what a listener on the line could send again. */
export function recorded(credentials: Credentials): Credentials {
  let first: Promise<Record<string, string>> | undefined;
  return (request) => (first ??= credentials(request));
}

/** Calls an operation. The client checks no input: whatever is given is sent. */
export async function call(
  story: Story,
  { domain, call: name }: Operation,
  input: unknown,
  credentials: Credentials,
): Promise<Answer> {
  let answer: Answer | undefined;
  const client = createClient({
    baseUrl: story.url,
    fetch: async (request) => {
      for (const [header, value] of Object.entries(await credentials(request))) request.headers.set(header, value);
      const response = await fetch(request);
      answer = await readAnswer(response);
      return new Response('{}', { headers: { 'content-type': 'application/json' } });
    },
  });
  const procedures = client as unknown as Record<string, Record<string, (value: unknown) => Promise<unknown>>>;
  await procedures[domain]?.[name]?.(input);
  return answer ?? assert.fail(`${domain}.${name} was not sent`);
}

export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  if (headers.get('content-type')?.startsWith('text/event-stream') === true) {
    await response.body?.cancel();
    return { status, headers, text: '' };
  }
  return { status, headers, text: await response.text() };
}

/** The answer is exactly this problem, as RFC 9457 and the contract say. */
export function assertProblem(answer: Answer, code: ErrorCode, where: string): Problem {
  const said = `${where}: ${answer.status} ${answer.text.slice(0, 300)}`;
  assert.match(
    answer.headers.get('content-type') ?? '',
    new RegExp(`^${PROBLEM_MEDIA_TYPE.replace('+', '\\+')}`),
    said,
  );
  const problem = problemSchema.safeParse(JSON.parse(answer.text)).data ?? assert.fail(said);
  assert.equal(problem.code, code, said);
  assert.equal(answer.status, ERROR_STATUS[code], said);
  assert.equal(problem.status, answer.status, said);
  return problem;
}

export const codeOf = (answer: Answer): ErrorCode | null => {
  if (answer.status < 400) return null;
  const parsed = problemSchema.safeParse(JSON.parse(answer.text));
  return parsed.success ? parsed.data.code : 'server/internal';
};

/** Goes through a whole table and tells of every row that failed, not of the first. */
export async function everyRow<T>(table: Iterable<T>, check: (row: T) => Promise<void>): Promise<void> {
  const faults: string[] = [];
  for (const row of table) await check(row).catch((error: unknown) => faults.push(String(error)));
  assert.deepEqual(faults, []);
}

/** The code of anything that is thrown: a problem's, the wallet's own. */
export const errorCode = (error: unknown): string => (error as { code?: string }).code ?? String(error);

/** For assert.rejects. */
export const refusedWith = (code: string) => (error: unknown) => {
  assert.equal(errorCode(error), code, String(error));
  return true;
};
