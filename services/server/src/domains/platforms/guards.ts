/** Which platform's server is calling: client id and secret by HTTP Basic (RFC 6749 §2.3.1), at every call. */
import { os } from '@orpc/server';
import type { Db } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { HttpContext } from '../../platform/http-context.ts';
import { equalBytes, tokenHash } from '../../platform/tokens.ts';
import type { Platform } from './model.ts';
import { platformWithSecret } from './store.ts';

/** Adds `platform` to the context. */
export function requirePlatform({ db }: { db: Db }) {
  return os
    .$context<HttpContext>()
    .middleware(async ({ context, next }) =>
      next({ context: { platform: await callingPlatform(db, context.header('authorization')) } }),
    );
}

async function callingPlatform(db: Db, authorization: string | undefined): Promise<Platform> {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '')?.[1];
  if (encoded === undefined) throw new Refusal('auth/required');
  const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(formDecode);
  const found = id === undefined ? undefined : await platformWithSecret(db, id);
  if (found === undefined || secret === undefined || !equalBytes(found.secretHash, tokenHash(secret)))
    throw new Refusal('platforms/client-unknown');
  return found.platform;
}

/** For the token endpoint, whose library reads the credentials itself. */
export async function isPlatformSecret(db: Db, { id, secret }: { id: string; secret: string }): Promise<boolean> {
  const found = await platformWithSecret(db, id);
  return found !== undefined && equalBytes(found.secretHash, tokenHash(secret));
}

// RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
