/** The HTTP of enterprises. */
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { searchEnterprises } from './operations/search-enterprises.ts';
import { membershipsOf } from './store.ts';

export function enterprisesRoutes(deps: GuardDeps) {
  const wallet = requireWallet(deps);
  const enterprises = api.enterprises;
  return {
    searchEnterprises: enterprises.searchEnterprises.use(wallet).handler(async ({ input, context }) => {
      const found = await searchEnterprises(deps, { accountId: context.holder.accountId, query: input.query });
      return { matches: found.map(({ name, uscc }) => ({ name, uscc, registered: true })) };
    }),
    listMemberships: enterprises.listMemberships
      .use(wallet)
      .handler(async ({ context }) => ({ memberships: await membershipsOf(deps.db, context.holder.accountId) })),
  };
}
