/** The cookies. With https they carry the `__Host-` prefix: no other host or path can set them. */
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Cookie {
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, value: string, seconds: number): void;
  clear(reply: FastifyReply): void;
}

/**
 * `session`: who is logged in. `scan`, `redirect`: the browser that began such a login, so that its result goes nowhere
 * else; two names, since the login page begins a scan while a redirect may be under way.
 */
export function cookie(name: 'session' | 'scan' | 'redirect', secure: boolean): Cookie {
  const full = secure ? `__Host-exchange-${name}` : `exchange-${name}`;
  // Lax: the way back from the service's page is a top-level GET and must bring the login cookie.
  const flags = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    read: (request) => request.cookies[full],
    set: (reply, value, seconds) => void reply.setCookie(full, value, { ...flags, maxAge: seconds }),
    clear: (reply) => void reply.clearCookie(full, flags),
  };
}
