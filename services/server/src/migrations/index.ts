/** Every migration, oldest first. A migration that has been released is never edited; the next one follows. */
import type { Migration } from 'kysely/migration';
import * as audit from './0010-audit.ts';
import * as accounts from './0020-accounts.ts';
import * as identityProofing from './0030-identity-proofing.ts';
import * as enterprises from './0040-enterprises.ts';
import * as keys from './0050-keys.ts';
import * as orders from './0060-orders.ts';
import * as payments from './0070-payments.ts';
import * as certificates from './0080-certificates.ts';
import * as seals from './0090-seals.ts';
import * as platforms from './0100-platforms.ts';
import * as scanSessions from './0110-scan-sessions.ts';
import * as oidc from './0120-oidc.ts';

export const migrations: Record<string, Migration> = {
  '0010-audit': audit,
  '0020-accounts': accounts,
  '0030-identity-proofing': identityProofing,
  '0040-enterprises': enterprises,
  '0050-keys': keys,
  '0060-orders': orders,
  '0070-payments': payments,
  '0080-certificates': certificates,
  '0090-seals': seals,
  '0100-platforms': platforms,
  '0110-scan-sessions': scanSessions,
  '0120-oidc': oidc,
};
