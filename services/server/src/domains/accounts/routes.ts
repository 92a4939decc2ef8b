/** The HTTP of accounts. */
import type { AccountView } from '@qianyin/contract';
import { Refusal } from '../../platform/errors.ts';
import { api } from '../../platform/http-context.ts';
import { DESK_COOKIE, type GuardDeps, csrfToken, proveDevice, requireOperator, requireWallet } from './guards.ts';
import { logInByCode } from './operations/log-in-by-code.ts';
import { logInOperator } from './operations/log-in-operator.ts';
import { logOut } from './operations/log-out.ts';
import { logOutOperator } from './operations/log-out-operator.ts';
import { sendLoginCode } from './operations/send-login-code.ts';
import { newestSms } from './sms-store.ts';

export interface AccountsDeps extends GuardDeps {
  /** What is known of a person lies in several domains; the composition hands the view in. */
  describeAccount(accountId: string): Promise<AccountView>;
  /** True when the on-screen outbox is the configured SMS provider. */
  outboxOpen: boolean;
}

const OUTBOX_LENGTH = 20;

export function accountsRoutes(deps: AccountsDeps) {
  const wallet = requireWallet(deps);
  const operator = requireOperator(deps);
  const accounts = api.accounts;
  return {
    sendLoginCode: accounts.sendLoginCode.handler(async ({ input }) => {
      const sent = await sendLoginCode(deps, input);
      return { expiresAt: sent.expiresAt.toISOString(), nextAt: sent.nextAt.toISOString() };
    }),
    logInByCode: accounts.logInByCode.handler(async ({ input, context }) => {
      const jkt = await proveDevice(deps, context);
      const { token, expiresAt, accountId } = await logInByCode(deps, { ...input, jkt });
      return { token, expiresAt: expiresAt.toISOString(), account: await deps.describeAccount(accountId) };
    }),
    logOut: accounts.logOut.use(wallet).handler(async ({ context }) => {
      await logOut(deps, context.holder);
      return {};
    }),
    showAccount: accounts.showAccount
      .use(wallet)
      .handler(({ context }) => deps.describeAccount(context.holder.accountId)),
    listOutboxMessages: accounts.listOutboxMessages.handler(async () => {
      if (!deps.outboxOpen) throw new Refusal('accounts/outbox-closed');
      const messages = await newestSms(deps.db, deps.cipher, OUTBOX_LENGTH);
      return {
        messages: messages.map(({ id, phone, text, createdAt }) => ({ id, phone, text, at: createdAt.toISOString() })),
      };
    }),
    logInOperator: accounts.logInOperator.handler(async ({ input, context }) => {
      const { token, expiresAt, operator: loggedIn } = await logInOperator(deps, input);
      context.setCookie(DESK_COOKIE, token, expiresAt);
      return { operator: loggedIn, csrfToken: csrfToken(deps, token) };
    }),
    logOutOperator: accounts.logOutOperator.use(operator).handler(async ({ context }) => {
      await logOutOperator(deps, { operator: context.operator, token: context.deskToken });
      context.setCookie(DESK_COOKIE, null);
      return {};
    }),
    showOperator: accounts.showOperator
      .use(operator)
      .handler(({ context }) => ({ operator: context.operator, csrfToken: csrfToken(deps, context.deskToken) })),
  };
}
