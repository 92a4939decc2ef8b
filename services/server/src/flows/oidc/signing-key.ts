/** The ES256 key of ID tokens: made at the first start, sealed in the database, the same for every server process. */
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import { insertSigningKey, signingKey } from './store.ts';

const PLACE = 'oidc.signing_key.jwk:current';

export async function loadSigningKey({
  db,
  clock,
  cipher,
}: {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
}): Promise<JWK> {
  const existing = await signingKey(db);
  if (existing !== undefined) return JSON.parse(cipher.open(existing, PLACE)) as JWK;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' };
  await insertSigningKey(db, cipher.seal(JSON.stringify(jwk), PLACE), clock.now());
  return loadSigningKey({ db, clock, cipher });
}
