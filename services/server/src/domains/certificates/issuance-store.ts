/** SQL of issuances: what is to be signed, stored before anybody signs it. At most one lives per order and purpose. */
import type { ProfileName } from '@qianyin/pki';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { CertificatePurpose } from './rules.ts';

export type IssuanceTables = {
  'certificates.issuance': {
    id: string;
    order_id: string;
    purpose: CertificatePurpose;
    profile: ProfileName;
    key_id: string;
    serial: string;
    tbs: Buffer;
    prepared_at: Date;
    signature: Buffer | null;
    signed_at: Date | null;
    abandoned_at: Date | null;
    abandoned_why: string | null;
  };
};

export interface Issuance {
  /** The signer knows it by the same id. */
  id: string;
  orderId: string;
  purpose: CertificatePurpose;
  profile: ProfileName;
  keyId: string;
  serial: string;
  tbs: Uint8Array;
  preparedAt: Date;
  /** r‖s. */
  signature: Uint8Array | null;
}

const tables = (db: Db) => db.withTables<IssuanceTables>();

export async function liveIssuance(
  db: Db,
  { orderId, purpose }: { orderId: string; purpose: CertificatePurpose },
): Promise<Issuance | undefined> {
  const row = await tables(db)
    .selectFrom('certificates.issuance')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('purpose', '=', purpose)
    .where('abandoned_at', 'is', null)
    .executeTakeFirst();
  return row && issuanceOf(row);
}

/** True from the first bytes on that were prepared for an order and not given up. */
export async function isBeingIssued(db: Db, orderId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('certificates.issuance')
    .select('id')
    .where('order_id', '=', orderId)
    .where('abandoned_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Does nothing when another one lives: of two calls at the same moment both go on with the first one's bytes. */
export async function insertIssuance(db: Db, issuance: Omit<Issuance, 'signature'>): Promise<void> {
  await tables(db)
    .insertInto('certificates.issuance')
    .values({
      id: issuance.id,
      order_id: issuance.orderId,
      purpose: issuance.purpose,
      profile: issuance.profile,
      key_id: issuance.keyId,
      serial: issuance.serial,
      tbs: Buffer.from(issuance.tbs),
      prepared_at: issuance.preparedAt,
      signature: null,
      signed_at: null,
      abandoned_at: null,
      abandoned_why: null,
    })
    .onConflict((oc) => oc.columns(['order_id', 'purpose']).where('abandoned_at', 'is', null).doNothing())
    .execute();
}

/** Keeps the first signature; one that comes for an abandoned issuance is dropped. */
export async function storeSignature(db: Db, id: string, signature: Uint8Array, at: Date): Promise<void> {
  await tables(db)
    .updateTable('certificates.issuance')
    .set({ signature: Buffer.from(signature), signed_at: at })
    .where('id', '=', id)
    .where('signature', 'is', null)
    .where('abandoned_at', 'is', null)
    .execute();
}

/** Gives up an issuance that is not signed here. Its serial number is never used again. */
export async function abandonIssuance(db: Db, id: string, { at, why }: { at: Date; why: string }): Promise<void> {
  await tables(db)
    .updateTable('certificates.issuance')
    .set({ abandoned_at: at, abandoned_why: why })
    .where('id', '=', id)
    .where('signature', 'is', null)
    .where('abandoned_at', 'is', null)
    .execute();
}

function issuanceOf(row: Selectable<IssuanceTables['certificates.issuance']>): Issuance {
  return {
    id: row.id,
    orderId: row.order_id,
    purpose: row.purpose,
    profile: row.profile,
    keyId: row.key_id,
    serial: row.serial,
    tbs: new Uint8Array(row.tbs),
    preparedAt: row.prepared_at,
    signature: row.signature && new Uint8Array(row.signature),
  };
}
