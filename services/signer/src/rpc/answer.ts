/** One call: find the method, check the request by its schema, run the operation, encode the reply. */
import { z } from 'zod';
import { methods, SignerError } from '../interface/index.ts';
import type { MethodName, SignerErrorCode } from '../interface/index.ts';
import type { Handlers } from './handlers.ts';

const isMethodName = (name: string): name is MethodName => Object.hasOwn(methods, name);

/** The method a path names. Throws signer/unknown-method. */
export function methodOf(path: string): MethodName {
  const name = path.startsWith('/rpc/') ? path.slice('/rpc/'.length) : '';
  if (!isMethodName(name)) throw new SignerError('signer/unknown-method');
  return name;
}

/** The body of a successful answer. Throws SignerError, or what went wrong inside. */
export async function answer(handlers: Handlers, name: MethodName, input: unknown): Promise<string> {
  const request = methods[name].request.safeParse(input);
  if (!request.success) {
    throw new SignerError('signer/request-malformed', { field: request.error.issues[0]?.path.join('.') ?? '' });
  }
  // The schema of `name` produced what the handler of `name` takes; the compiler cannot follow that through the union.
  const handler = handlers[name] as (request: unknown) => Promise<unknown>;
  const reply = await handler(request.data);
  return JSON.stringify({ ok: z.encode(methods[name].reply as z.ZodType, reply) });
}

/** HTTP status for people who look with a tool; the client reads the code in the body only. */
export function statusOf(code: SignerErrorCode): number {
  if (code === 'signer/unauthorised') return 401;
  if (code === 'signer/unknown-method') return 404;
  if (code === 'signer/request-too-large') return 413;
  if (code === 'signer/rate-limited') return 429;
  if (code === 'signer/request-malformed') return 400;
  return code === 'signer/internal' ? 500 : 409;
}
