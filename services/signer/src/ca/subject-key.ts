/**
 * The certified key must be a living key of this signer with the purpose of the profile. The attack it stops: an intruder
 * on the server who has a certificate issued for a key of his own. Keys on USB tokens will need another proof here.
 */
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { CertificateProfile } from '../interface/index.ts';
import { SignerError } from '../interface/index.ts';
import { requireLive, requirePurpose } from '../cosign/keys.ts';

/** The id of the key. Throws signer/key-unknown, signer/key-purpose, signer/key-ended, signer/key-locked. */
export async function requireSubjectKey(
  db: Kysely<Tables>,
  publicKey: Uint8Array,
  profile: CertificateProfile,
): Promise<string> {
  const key = await db.selectFrom('keys').selectAll().where('public_key', '=', publicKey).executeTakeFirst();
  if (!key) throw new SignerError('signer/key-unknown');
  requirePurpose(key, profile.endsWith('-signing') ? 'signing' : 'encryption');
  requireLive(key);
  const pin = await db.selectFrom('pins').selectAll().where('pin_id', '=', key.pin_id).executeTakeFirstOrThrow();
  if (pin.lock_reason) throw new SignerError('signer/key-locked', { lockReason: pin.lock_reason });
  return key.key_id;
}
