/** SQL of the certificates handed out, reading. Requests, issuances, revocations and lists have stores of their own. */
import type { SubjectType } from '@qianyin/contract';
import type { RevocationReason } from '@qianyin/pki';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { DualCertificates } from './model.ts';

export type CertificateTables = {
  'certificates.authority': { sm3: Buffer; role: 'root' | 'issuing'; certificate: Buffer; seen_at: Date };
  'certificates.certificate': {
    id: string;
    order_id: string;
    account_id: string;
    kind: SubjectType;
    enterprise_id: string | null;
    name: string;
    uscc: string | null;
    signing_key_id: string;
    encryption_key_id: string;
    public_key: Buffer;
    serial: string;
    encryption_serial: string;
    signing: Buffer;
    encryption: Buffer;
    issuing_sm3: Buffer;
    root_sm3: Buffer;
    not_before: Date;
    not_after: Date;
    issued_at: Date;
    revoked_at: Date | null;
    revocation_reason: RevocationReason | null;
  };
};

type Row = Selectable<CertificateTables['certificates.certificate']> & { issuing: Buffer; root: Buffer };

const tables = (db: Db) => db.withTables<CertificateTables>();

const withChain = (db: Db) =>
  tables(db)
    .selectFrom('certificates.certificate as c')
    .innerJoin('certificates.authority as i', 'i.sm3', 'c.issuing_sm3')
    .innerJoin('certificates.authority as r', 'r.sm3', 'c.root_sm3')
    .selectAll('c')
    .select(['i.certificate as issuing', 'r.certificate as root']);

/** Newest first. */
export async function certificatesOfAccount(db: Db, accountId: string): Promise<DualCertificates[]> {
  const rows = await withChain(db).where('c.account_id', '=', accountId).orderBy('c.issued_at', 'desc').execute();
  return rows.map(certificateOf);
}

/** A certificate of this account; another account's is not found. */
export async function certificateOfAccount(
  db: Db,
  { accountId, certificateId }: { accountId: string; certificateId: string },
): Promise<DualCertificates | undefined> {
  const row = await withChain(db)
    .where('c.id', '=', certificateId)
    .where('c.account_id', '=', accountId)
    .executeTakeFirst();
  return row && certificateOf(row);
}

export async function certificateOfOrder(db: Db, orderId: string): Promise<DualCertificates | undefined> {
  const row = await withChain(db).where('c.order_id', '=', orderId).executeTakeFirst();
  return row && certificateOf(row);
}

/** The pair that one of the two serial numbers belongs to. */
export async function certificateBySerial(db: Db, serial: string): Promise<DualCertificates | undefined> {
  const row = await withChain(db)
    .where((eb) => eb.or([eb('c.serial', '=', serial), eb('c.encryption_serial', '=', serial)]))
    .executeTakeFirst();
  return row && certificateOf(row);
}

/** Ids of certificates that may sign at this moment, newest first. */
export async function eligibleCertificates(
  db: Db,
  { accountId, uscc, now }: { accountId: string; uscc?: string; now: Date },
): Promise<string[]> {
  let query = tables(db)
    .selectFrom('certificates.certificate')
    .select('id')
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('not_before', '<=', now)
    .where('not_after', '>=', now);
  if (uscc !== undefined) query = query.where('uscc', '=', uscc);
  const rows = await query.orderBy('issued_at', 'desc').execute();
  return rows.map((row) => row.id);
}

// Buffers of the database driver share memory; what leaves the store is plain bytes.
const plain = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);

function certificateOf(row: Row): DualCertificates {
  return {
    id: row.id,
    orderId: row.order_id,
    accountId: row.account_id,
    kind: row.kind,
    enterpriseId: row.enterprise_id,
    name: row.name,
    uscc: row.uscc,
    signingKeyId: row.signing_key_id,
    encryptionKeyId: row.encryption_key_id,
    publicKey: plain(row.public_key),
    serial: row.serial,
    encryptionSerial: row.encryption_serial,
    signing: plain(row.signing),
    encryption: plain(row.encryption),
    chain: [plain(row.issuing), plain(row.root)],
    notBefore: row.not_before,
    notAfter: row.not_after,
    issuedAt: row.issued_at,
    revokedAt: row.revoked_at,
    revocationReason: row.revocation_reason,
  };
}
