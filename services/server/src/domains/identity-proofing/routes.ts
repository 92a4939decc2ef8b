/** The HTTP of identity proofing. */
import type { AccountView } from '@qianyin/contract';
import { api } from '../../platform/http-context.ts';
import { type GuardDeps, requireWallet } from '../accounts/index.ts';
import { proveIdentityByBankCard } from './operations/prove-identity-by-bank-card.ts';
import type { BankCardProvider } from './port.ts';

export interface IdentityProofingDeps extends GuardDeps {
  bankCards: BankCardProvider;
  describeAccount(accountId: string): Promise<AccountView>;
}

export function identityProofingRoutes(deps: IdentityProofingDeps) {
  const wallet = requireWallet(deps);
  return {
    proveIdentityByBankCard: api.identityProofing.proveIdentityByBankCard
      .use(wallet)
      .handler(async ({ input, context }) => {
        const { accountId } = context.holder;
        const { name, idNumber, cardNumber, phone } = input;
        await proveIdentityByBankCard(deps, { accountId, name, idNumber, cardNumber, phone });
        return deps.describeAccount(accountId);
      }),
  };
}
