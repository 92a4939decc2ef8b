/** `POST /notify/alipay`: a form; the answer is the word `success`, and anything else makes Alipay send it again. */
import fastifyFormbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Refusal } from '../../platform/errors.ts';
import { takeNotice } from './operations/take-notice.ts';
import type { RefreshDeps } from './refresh.ts';

/** A notice has about thirty short fields. */
const BODY_LIMIT = 16 * 1024;
/** Anybody may post here, and each refusal is an audit row for ever: a flood is turned away without one. */
const REFUSALS_PER_MINUTE = 60;

export function mountPaymentNotice(app: FastifyInstance, deps: RefreshDeps & { log: Logger }): void {
  let refusals = { minute: 0, count: 0 };
  const isFlood = (): boolean => {
    const minute = Math.floor(deps.clock.now().getTime() / 60_000);
    if (refusals.minute !== minute) refusals = { minute, count: 0 };
    return refusals.count >= REFUSALS_PER_MINUTE;
  };
  void app.register(async (scope) => {
    await scope.register(fastifyFormbody, { bodyLimit: BODY_LIMIT });
    scope.post('/notify/alipay', async (request, reply) => {
      void reply.type('text/plain').header('cache-control', 'no-store');
      // A true notice that comes in between is sent again, and the job asks by itself.
      if (isFlood()) return reply.code(429).send('failure');
      try {
        await takeNotice(deps, (request.body ?? {}) as Record<string, unknown>);
        return 'success';
      } catch (error) {
        const isRefusal = error instanceof Refusal;
        refusals.count += 1;
        deps.log[isRefusal ? 'warn' : 'error'](isRefusal ? { code: error.code } : { err: error }, 'notice not taken');
        void reply.code(isRefusal ? 400 : 500);
        return 'failure';
      }
    });
  });
}
