/** Mounts the provider under /oidc, and the way back from the interaction page. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../platform/errors.ts';
import { type InteractionDeps, takeInteractionSubject } from './interactions.ts';

export function mountOidc(app: FastifyInstance, deps: InteractionDeps): void {
  const handle = deps.provider.callback();
  void app.register(async (scope) => {
    // The provider reads bodies itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    scope.all('/oidc/*', (request, reply) => {
      reply.hijack();
      const raw = Object.assign(request.raw, { originalUrl: request.raw.url ?? '' });
      raw.url = (raw.url ?? '').slice('/oidc'.length);
      void handle(raw, reply.raw);
    });
  });
  // The browser that began the authorisation carries the interaction cookie of this very path; nobody else gets on.
  app.get<{ Params: { uid: string } }>('/scan-login/:uid/continue', async (request, reply) => {
    const { uid } = request.params;
    const interaction = await deps.provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
    if (interaction?.uid !== uid) return reply.redirect('/', 303);
    try {
      const accountId = await takeInteractionSubject(deps, uid);
      reply.hijack();
      await deps.provider.interactionFinished(request.raw, reply.raw, { login: { accountId, remember: false } });
      return reply;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reply.redirect(`/scan-login/${uid}`, 303);
    }
  });
}
