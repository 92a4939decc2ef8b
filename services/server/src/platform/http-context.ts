/** What a procedure may know of the HTTP request: nothing of Fastify. Set-up in http.ts. */
import { implement } from '@orpc/server';
import { contract } from '@qianyin/contract';

export interface HttpContext {
  method: string;
  /** Public URL of the request without query: what a DPoP proof must name. */
  url: string;
  /** Address the request came from. */
  address: string;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  /** `null` removes it. Always HttpOnly, SameSite=Strict, Secure when the public URL is https. */
  setCookie(name: string, value: string | null, expires?: Date): void;
}

/** The contract with its context: a domain's `routes.ts` implements its part of it. */
export const api = implement(contract).$context<HttpContext>();
