/** The browser as the phone will show it. */
import type { FastifyRequest } from 'fastify';

export function browserOf(request: FastifyRequest): { address: string; agent: string } {
  return { address: request.ip.slice(0, 64), agent: (request.headers['user-agent'] ?? '').slice(0, 300) };
}
