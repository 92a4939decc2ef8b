/**
 * DPoP proofs, RFC 9449 §4.3: a request is made by whoever holds the device key, not by whoever holds the token.
 * A proof is good for one request (method, URL, token) within five minutes of the server's clock, and once.
 */
import { createHash } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';
import type { Db } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { tokenHash } from '../../platform/tokens.ts';
import { rememberProof } from './sessions-store.ts';

const SKEW_SECONDS = 300;

interface Request {
  proof: string;
  method: string;
  /** Public URL without query and fragment. */
  url: string;
  /** Absent when logging in. */
  token?: string;
}

/** Checks a proof and burns it; returns the thumbprint (RFC 7638) of its key. */
export async function checkProof(db: Db, request: Request, now: Date): Promise<string> {
  const { payload, jwk } = await readProof(request.proof, now);
  const athExpected = request.token && createHash('sha256').update(request.token).digest('base64url');
  const issued = typeof payload.iat === 'number' ? payload.iat : 0;
  const fits =
    payload['htm'] === request.method &&
    payload['htu'] === request.url &&
    payload['ath'] === athExpected &&
    Math.abs(now.getTime() / 1000 - issued) <= SKEW_SECONDS &&
    typeof payload.jti === 'string' &&
    payload.jti.length >= 8;
  if (!fits) throw new Refusal('auth/proof-invalid');
  const jkt = await calculateJwkThumbprint(jwk);
  if (!(await rememberProof(db, tokenHash(`${jkt}.${payload.jti}`), now))) throw new Refusal('auth/proof-replayed');
  return jkt;
}

async function readProof(proof: string, now: Date) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      currentDate: now,
    });
    if (protectedHeader.jwk === undefined) throw new Refusal('auth/proof-invalid');
    return { payload, jwk: protectedHeader.jwk };
  } catch (cause) {
    throw new Refusal('auth/proof-invalid', { cause });
  }
}
