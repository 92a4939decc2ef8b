/**
 * Who is calling: middleware for wallet and desk procedures, checked at every request. A wallet call needs its token
 * and a fresh proof of the device key; a desk call its cookie and, when it changes something, the CSRF token.
 */
import { os } from '@orpc/server';
import type { OperatorRole } from '@qianyin/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { Refusal, found } from '../../platform/errors.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import type { HttpContext } from '../../platform/http-context.ts';
import { equalBytes, tokenHash } from '../../platform/tokens.ts';
import { checkProof } from './dpop.ts';
import type { Operator, WalletHolder } from './model.ts';
import { liveDeskSession, liveWalletSession } from './sessions-store.ts';

export const DESK_COOKIE = 'qy_desk';

export interface GuardDeps {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
}

const base = os.$context<HttpContext>();

/** Adds `holder` to the context. */
export function requireWallet(deps: GuardDeps) {
  return base.middleware(async ({ context, next }) => next({ context: { holder: await walletHolder(deps, context) } }));
}

/** Adds `operator` and `deskToken` to the context; with `role`, only operators who have it. */
export function requireOperator(deps: GuardDeps, role?: OperatorRole) {
  return base.middleware(async ({ context, next }) => {
    const deskToken = context.cookie(DESK_COOKIE);
    if (deskToken === undefined) throw new Refusal('auth/required');
    const operator = await liveOperator(deps, deskToken);
    if (context.method !== 'GET') checkCsrf(deps, deskToken, context.header('x-csrf-token'));
    if (role !== undefined && !operator.roles.includes(role)) throw new Refusal('auth/role-missing');
    return next({ context: { operator, deskToken } });
  });
}

/** The value the desk must send back; derived, so that nothing is stored for it. */
export function csrfToken(deps: Pick<GuardDeps, 'cipher'>, deskToken: string): string {
  return deps.cipher.index(deskToken, 'desk-csrf').toString('base64url');
}

/** The proof of a request that has no token yet (login): the thumbprint of the device key. */
export function proveDevice(deps: Pick<GuardDeps, 'db' | 'clock'>, context: HttpContext): Promise<string> {
  const proof = context.header('dpop');
  if (proof === undefined) throw new Refusal('auth/proof-invalid');
  return checkProof(deps.db, { proof, method: context.method, url: context.url }, deps.clock.now());
}

async function walletHolder(deps: GuardDeps, context: HttpContext): Promise<WalletHolder> {
  const token = /^DPoP ([\w-]{43})$/i.exec(context.header('authorization') ?? '')?.[1];
  const proof = context.header('dpop');
  if (token === undefined || proof === undefined) throw new Refusal('auth/required');
  const now = deps.clock.now();
  const hash = tokenHash(token);
  const session = found(await liveWalletSession(deps.db, hash, now), 'auth/session-expired');
  const jkt = await checkProof(deps.db, { proof, method: context.method, url: context.url, token }, now);
  // A stolen token without the key of its phone is worth nothing.
  if (jkt !== session.jkt) throw new Refusal('auth/proof-invalid');
  return { accountId: session.account_id, jkt, tokenHash: hash };
}

async function liveOperator(deps: GuardDeps, deskToken: string): Promise<Operator> {
  const row = await liveDeskSession(deps.db, tokenHash(deskToken), deps.clock.now());
  const operator = found(row, 'auth/session-expired');
  return { id: operator.id, name: operator.name, displayName: operator.display_name, roles: operator.roles };
}

function checkCsrf(deps: GuardDeps, deskToken: string, sent: string | undefined): void {
  if (!equalBytes(Buffer.from(csrfToken(deps, deskToken)), Buffer.from(sent ?? ''))) throw new Refusal('auth/csrf');
}
