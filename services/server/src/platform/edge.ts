/**
 * Answers that no operation gives: Node's and the framework's refusals, and faults of plain routes. All of them leave as
 * RFC 9457 problems with a code of the contract; what an error says of itself stays in the log.
 */
import { type ErrorCode, PROBLEM_MEDIA_TYPE, problem } from '@qianyin/contract';
import { answerUnparsed as wordUnparsed } from '@qianyin/service/unparsed';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { isDatabaseAway } from './database.ts';

export type EdgeCode = Extract<ErrorCode, 'auth/csrf' | `request/${string}` | `server/${string}`>;

export async function sendProblem(reply: FastifyReply, code: EdgeCode): Promise<void> {
  const body = problem(code);
  await reply.code(body.status).type(PROBLEM_MEDIA_TYPE).send(body);
}

/** For every route that brings no handler of its own. */
export function answerErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => sendProblem(reply, codeOf(error, log)));
}

function codeOf(error: { statusCode?: number }, log: Logger): EdgeCode {
  const { statusCode = 500 } = error;
  if (statusCode === 413) return 'request/too-large';
  if (statusCode < 500) return 'request/invalid';
  if (isDatabaseAway(error)) {
    log.warn({ err: String(error) }, 'the database is away');
    return 'server/unavailable';
  }
  log.error({ err: error }, 'request failed');
  return 'server/internal';
}

export const answerUnparsed = wordUnparsed((why) =>
  problem(why === 'too-large' ? 'request/too-large' : 'request/invalid'),
);
