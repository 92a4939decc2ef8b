/** The HTTP of platforms. */
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { platformsFor } from './store.ts';

export function platformsRoutes(deps: GuardDeps) {
  return {
    listPlatforms: api.platforms.listPlatforms.use(requireWallet(deps)).handler(async ({ context }) => {
      const platforms = await platformsFor(deps.db, context.holder.accountId);
      return {
        platforms: platforms.map(({ id, name, origin, boundAt }) => ({
          id,
          name,
          origin,
          boundAt: boundAt?.toISOString() ?? null,
        })),
      };
    }),
  };
}
