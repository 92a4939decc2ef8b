/** SQL of revocations: facts of the certificate's row. */
import type { RevocationReason } from '@qianyin/pki';
import type { Db, Tx } from '../../platform/database.ts';
import type { CertificateTables } from './store.ts';

export interface RevokedPair {
  serial: string;
  encryptionSerial: string;
  revokedAt: Date;
  reason: RevocationReason;
}

/** Pairs revoked so far that were still in their validity at `expiringAfter`. */
export async function revokedPairs(db: Db, expiringAfter: Date): Promise<RevokedPair[]> {
  const rows = await db
    .withTables<CertificateTables>()
    .selectFrom('certificates.certificate')
    .select(['serial', 'encryption_serial', 'revoked_at', 'revocation_reason'])
    .where('revoked_at', 'is not', null)
    .where('not_after', '>', expiringAfter)
    .orderBy('revoked_at')
    .orderBy('serial')
    .execute();
  return rows.map((row) => ({
    serial: row.serial,
    encryptionSerial: row.encryption_serial,
    revokedAt: row.revoked_at as Date,
    reason: row.revocation_reason as RevocationReason,
  }));
}

/** False when it was revoked before. */
export async function markRevoked(
  tx: Tx,
  { certificateId, at, reason }: { certificateId: string; at: Date; reason: RevocationReason },
): Promise<boolean> {
  const result = await tx
    .withTables<CertificateTables>()
    .updateTable('certificates.certificate')
    .set({ revoked_at: at, revocation_reason: reason })
    .where('id', '=', certificateId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
