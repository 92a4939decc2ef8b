/** SQL of certificate requests: one per order, the newest ceremony over it, and the finished PKCS #10. */
import type { Db, Tx } from '../../platform/database.ts';

type RequestTables = {
  'certificates.request': {
    order_id: string;
    account_id: string;
    key_id: string;
    ceremony_id: string;
    info: Buffer;
    begun_at: Date;
    request: Buffer | null;
    finished_at: Date | null;
  };
};

export interface CertificateRequest {
  orderId: string;
  keyId: string;
  ceremonyId: string;
  /** CertificationRequestInfo, DER. */
  info: Uint8Array;
  /** PKCS #10, DER. */
  request: Uint8Array | null;
}

const tables = (db: Db) => db.withTables<RequestTables>();

/** The newest ceremony takes the place of an earlier one; a request that was finished stays until the next is. */
export async function noteBegun(
  db: Db,
  begun: { orderId: string; accountId: string; keyId: string; ceremonyId: string; info: Uint8Array; at: Date },
): Promise<void> {
  const facts = {
    key_id: begun.keyId,
    ceremony_id: begun.ceremonyId,
    info: Buffer.from(begun.info),
    begun_at: begun.at,
  };
  await tables(db)
    .insertInto('certificates.request')
    .values({ order_id: begun.orderId, account_id: begun.accountId, ...facts, request: null, finished_at: null })
    .onConflict((oc) => oc.column('order_id').doUpdateSet(facts))
    .execute();
}

/** The request for an order of this account. */
export async function requestOf(
  db: Db,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<CertificateRequest | undefined> {
  const row = await tables(db)
    .selectFrom('certificates.request')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return (
    row && {
      orderId: row.order_id,
      keyId: row.key_id,
      ceremonyId: row.ceremony_id,
      info: new Uint8Array(row.info),
      request: row.request && new Uint8Array(row.request),
    }
  );
}

/** False when it stands there already, or another ceremony has begun meanwhile. */
export async function storeFinished(
  tx: Tx,
  finished: { orderId: string; ceremonyId: string; request: Uint8Array; at: Date },
): Promise<boolean> {
  const request = Buffer.from(finished.request);
  const result = await tables(tx)
    .updateTable('certificates.request')
    .set({ request, finished_at: finished.at })
    .where('order_id', '=', finished.orderId)
    .where('ceremony_id', '=', finished.ceremonyId)
    .where('request', 'is distinct from', request)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
