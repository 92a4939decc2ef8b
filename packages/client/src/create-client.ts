/**
 * The typed client of the public interface, for browsers and Node: `client.orders.showOrder({ … })`.
 * Left out: authentication. The caller hands in headers (cookie routes' CSRF token) or a fetch that signs (DPoP).
 */
import { createORPCClient, mapEventIterator, ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract, type Contract } from '@qianyin/contract';
import { NetworkError, ProblemError, readStreamProblem } from './errors.ts';
import { type Fetch, problemFetch } from './problem-fetch.ts';

/** Every operation as a function: `client.<domain>.<operation>(input, { signal? })`. */
export type QianyinClient = JsonifiedClient<ContractRouterClient<Contract>>;

export interface ClientOptions {
  /** Where the service is, without `/api`: `https://ca.example`. */
  baseUrl: string;
  /** Headers for every call; asked anew each time. */
  headers?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Sends a request; the default is the platform's fetch. A wallet signs the request here. */
  fetch?: Fetch;
}

/** Makes a client. Calls throw ProblemError or NetworkError, nothing else of their own. */
export function createClient(options: ClientOptions): QianyinClient {
  const inner: Fetch = options.fetch ?? ((request, init) => globalThis.fetch(request, init));
  const link = new OpenAPILink(contract, {
    url: `${options.baseUrl.replace(/\/+$/, '')}/api`,
    headers: options.headers ?? {},
    fetch: problemFetch(inner),
    interceptors: [
      async ({ next, signal }) => {
        const output = await next();
        return isEventStream(output) ? mapEventIterator(output, streamErrors(signal)) : output;
      },
    ],
  });
  return createORPCClient(link);
}

function isEventStream(value: unknown): value is AsyncIterator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Errors that arrive inside a stream are named as those of a plain answer are. */
function streamErrors(signal: AbortSignal | undefined) {
  return {
    value: async (value: unknown) => value,
    error: async (error: unknown) => {
      if (signal?.aborted || error instanceof ProblemError) return error;
      if (error instanceof ORPCError) return new ProblemError(readStreamProblem(error), { cause: error });
      return new NetworkError({ cause: error });
    },
  };
}
