/** SQL of the provider's records, its key and the scan sessions of interaction pages. */
import type { Insertable } from 'kysely';
import type { Db } from '../../platform/database.ts';

export type OidcTables = {
  'oidc.record': {
    model: string;
    id_hash: Buffer;
    payload_sealed: Buffer;
    grant_id_hash: Buffer | null;
    uid_hash: Buffer | null;
    consumed_at: Date | null;
    expires_at: Date | null;
  };
  'oidc.signing_key': { id: string; jwk_sealed: Buffer; created_at: Date };
  'oidc.interaction_scan': { uid_hash: Buffer; session_id: string; secret_sealed: Buffer; opened_at: Date };
};

const tables = (db: Db) => db.withTables<OidcTables>();

export async function upsertRecord(db: Db, record: Insertable<OidcTables['oidc.record']>): Promise<void> {
  const { model: _model, id_hash: _idHash, ...facts } = record;
  await tables(db)
    .insertInto('oidc.record')
    .values(record)
    .onConflict((oc) => oc.columns(['model', 'id_hash']).doUpdateSet(facts))
    .execute();
}

export async function liveRecord(
  db: Db,
  key: { model: string } & ({ idHash: Buffer } | { uidHash: Buffer }),
  now: Date,
) {
  const column = 'idHash' in key ? 'id_hash' : 'uid_hash';
  return tables(db)
    .selectFrom('oidc.record')
    .select(['id_hash', 'payload_sealed', 'consumed_at'])
    .where('model', '=', key.model)
    .where(column, '=', 'idHash' in key ? key.idHash : key.uidHash)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
}

/** False when it was consumed before: a code redeems once, also for two calls at the same moment. */
export async function consumeRecord(db: Db, model: string, idHash: Buffer, at: Date): Promise<boolean> {
  const result = await tables(db)
    .updateTable('oidc.record')
    .set({ consumed_at: at })
    .where('model', '=', model)
    .where('id_hash', '=', idHash)
    .where('consumed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deleteRecord(db: Db, model: string, idHash: Buffer): Promise<void> {
  await tables(db).deleteFrom('oidc.record').where('model', '=', model).where('id_hash', '=', idHash).execute();
}

export async function deleteGrant(db: Db, grantIdHash: Buffer): Promise<void> {
  await tables(db).deleteFrom('oidc.record').where('grant_id_hash', '=', grantIdHash).execute();
}

export async function deleteExpired(db: Db, before: Date): Promise<void> {
  await tables(db).deleteFrom('oidc.record').where('expires_at', '<', before).execute();
}

export async function signingKey(db: Db): Promise<Buffer | undefined> {
  const row = await tables(db)
    .selectFrom('oidc.signing_key')
    .select('jwk_sealed')
    .where('id', '=', 'current')
    .executeTakeFirst();
  return row?.jwk_sealed;
}

/** The first writer's key stays. */
export async function insertSigningKey(db: Db, sealed: Buffer, at: Date): Promise<void> {
  await tables(db)
    .insertInto('oidc.signing_key')
    .values({ id: 'current', jwk_sealed: sealed, created_at: at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function interactionScan(db: Db, uidHash: Buffer) {
  return tables(db)
    .selectFrom('oidc.interaction_scan')
    .select(['session_id', 'secret_sealed'])
    .where('uid_hash', '=', uidHash)
    .executeTakeFirst();
}

export async function putInteractionScan(db: Db, row: Insertable<OidcTables['oidc.interaction_scan']>): Promise<void> {
  const { uid_hash: _uidHash, ...facts } = row;
  await tables(db)
    .insertInto('oidc.interaction_scan')
    .values(row)
    .onConflict((oc) => oc.column('uid_hash').doUpdateSet(facts))
    .execute();
}
