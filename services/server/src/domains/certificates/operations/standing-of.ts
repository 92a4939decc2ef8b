/** What our own records say of a certificate somebody shows us. */
import { parseCertificate } from '@qianyin/pki';
import type { Db } from '../../../platform/database.ts';
import { certificateBySerial } from '../store.ts';

export type Standing = { known: true; revokedAt: Date | null } | { known: false };

/** Compared byte for byte: another issuer's certificate may carry the same serial number. Throws PkiError on no certificate. */
export async function standingOf(db: Db, der: Uint8Array): Promise<Standing> {
  const pair = await certificateBySerial(db, parseCertificate(der).serial);
  const isOurs = pair !== undefined && [pair.signing, pair.encryption].some((each) => Buffer.from(each).equals(der));
  return isOurs ? { known: true, revokedAt: pair.revokedAt } : { known: false };
}
