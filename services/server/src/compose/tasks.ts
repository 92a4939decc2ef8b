/** The jobs of every domain, and when the recurring ones run. */
import { outboxProvider, sendSms, sweepAccounts } from '../domains/accounts/index.ts';
import { chainEntries } from '../domains/audit/index.ts';
import { issueCrl } from '../domains/certificates/index.ts';
import { requeryPayments } from '../domains/payments/index.ts';
import { deleteExpired } from '../flows/oidc/index.ts';
import type { Tasks } from '../platform/jobs.ts';
import type { Parts } from './parts.ts';

export const CRONTAB = [
  '* * * * * audit/chain',
  '*/10 * * * * accounts/sweep',
  '*/10 * * * * oidc/sweep',
  '* * * * * payments/requery',
  '7 * * * * certificates/issue-crl',
].join('\n');

export function tasksOf(parts: Parts): Tasks {
  return {
    'audit/chain': async () => {
      while ((await chainEntries(parts.db)) > 0);
    },
    'accounts/send-sms': ({ messageId }) => sendSms({ ...parts, provider: outboxProvider }, messageId),
    'accounts/sweep': () => sweepAccounts(parts),
    'certificates/issue-crl': () => issueCrl(parts),
    'payments/requery': () => requeryPayments(parts),
    'oidc/sweep': () => deleteExpired(parts.db, parts.clock.now()),
  };
}
