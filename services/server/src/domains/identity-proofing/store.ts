/** SQL of identities. Tries: attempts-store.ts. */
import type { Db, Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import type { Identity, ProofMethod } from './model.ts';

export type IdentityTables = {
  'identity_proofing.identity': {
    account_id: string;
    name_sealed: Buffer;
    id_number_sealed: Buffer;
    id_number_index: Buffer;
    method: ProofMethod;
    card_last4: string | null;
    attempt_id: string;
    proved_at: Date;
  };
};

const tables = (db: Db) => db.withTables<IdentityTables>();
const place = (column: 'name' | 'id_number', accountId: string): string =>
  `identity_proofing.identity.${column}:${accountId}`;

/** Who stands behind an account; undefined while it proved nothing. */
export async function identityOf(db: Db, cipher: FieldCipher, accountId: string): Promise<Identity | undefined> {
  return (await identitiesOf(db, cipher, [accountId])).get(accountId);
}

/** The same for several accounts, by account. */
export async function identitiesOf(
  db: Db,
  cipher: FieldCipher,
  accountIds: readonly string[],
): Promise<Map<string, Identity>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('identity_proofing.identity')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .execute();
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        name: cipher.open(row.name_sealed, place('name', row.account_id)),
        idNumber: cipher.open(row.id_number_sealed, place('id_number', row.account_id)),
        provedAt: row.proved_at,
        method: row.method,
      },
    ]),
  );
}

export async function isProved(db: Db, accountId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('identity_proofing.identity')
    .select('account_id')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Throws `identity-proofing/required` for an account that has not proved who it is. */
export async function requireProof(db: Db, accountId: string): Promise<void> {
  if (!(await isProved(db, accountId))) throw new Refusal('identity-proofing/required');
}

/** Throws PostgreSQL's unique violation when account or identity number has one already. */
export async function insertIdentity(
  tx: Tx,
  cipher: FieldCipher,
  identity: Identity & { accountId: string; cardLast4: string | null; attemptId: string },
): Promise<void> {
  await tables(tx)
    .insertInto('identity_proofing.identity')
    .values({
      account_id: identity.accountId,
      name_sealed: cipher.seal(identity.name, place('name', identity.accountId)),
      id_number_sealed: cipher.seal(identity.idNumber, place('id_number', identity.accountId)),
      id_number_index: cipher.index(identity.idNumber, 'id-number'),
      method: identity.method,
      card_last4: identity.cardLast4,
      attempt_id: identity.attemptId,
      proved_at: identity.provedAt,
    })
    .execute();
}
