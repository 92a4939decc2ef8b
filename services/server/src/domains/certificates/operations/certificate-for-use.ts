/** The certificate somebody is about to sign with: theirs, in its validity, not revoked. Asked at every step of a use. */
import type { Db } from '../../../platform/database.ts';
import { Refusal, found } from '../../../platform/errors.ts';
import { type UsableCertificate, isUsable } from '../model.ts';
import { certificateOfAccount } from '../store.ts';

/** Throws `certificates/not-found` (also for another account's) and `certificates/not-usable`. */
export async function certificateForUse(
  db: Db,
  { accountId, certificateId, now }: { accountId: string; certificateId: string; now: Date },
): Promise<UsableCertificate> {
  const pair = found(await certificateOfAccount(db, { accountId, certificateId }), 'certificates/not-found');
  if (!isUsable(pair, now)) throw new Refusal('certificates/not-usable');
  return {
    id: pair.id,
    enterpriseId: pair.enterpriseId,
    keyId: pair.signingKeyId,
    serial: pair.serial,
    uscc: pair.uscc,
    unitName: pair.name,
    publicKey: pair.publicKey,
    signing: pair.signing,
    chain: pair.chain,
    notAfter: pair.notAfter,
  };
}
