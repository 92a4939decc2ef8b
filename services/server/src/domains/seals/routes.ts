/** The HTTP of seals. */
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { eligibleCertificates } from '../certificates/index.ts';
import { sealsOfCertificates } from './store.ts';

export function sealsRoutes(deps: GuardDeps) {
  return {
    listSeals: api.seals.listSeals.use(requireWallet(deps)).handler(async ({ context }) => {
      const { accountId } = context.holder;
      const certificateIds = await eligibleCertificates(deps.db, { accountId, now: deps.clock.now() });
      return { seals: await sealsOfCertificates(deps.db, { accountId, certificateIds }) };
    }),
  };
}
