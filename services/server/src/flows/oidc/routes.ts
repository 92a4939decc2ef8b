/** The HTTP of the interaction page. */
import { api } from '../../platform/http-context.ts';
import { type InteractionDeps, openLoginInteraction, watchLoginInteraction } from './interactions.ts';

export function loginInteractionRoutes(deps: InteractionDeps) {
  const scan = api.scanSessions;
  return {
    openLoginInteraction: scan.openLoginInteraction.handler(({ input, context }) =>
      openLoginInteraction(deps, input.uid, {
        address: context.address,
        agent: (context.header('user-agent') ?? '').slice(0, 300),
      }),
    ),
    watchLoginInteraction: scan.watchLoginInteraction.handler(async ({ input, signal }) =>
      watchLoginInteraction(deps, input.uid, signal),
    ),
  };
}
