/** SQL of orders: table types, reading, opening and editing. Decisions: decisions-store.ts. */
import type { ClaimForm, SubjectType } from '@qianyin/contract';
import { type ColumnType, type Generated, type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import type { Order } from './model.ts';

/** Null until it happens; not given at insert. */
type Later<T> = ColumnType<T | null, never, T | null>;

export type OrderTables = {
  'orders.day_number': { day: string; last: number };
  'orders.order': {
    id: string;
    number: string;
    account_id: string;
    request_id: string;
    product_id: string;
    subject: SubjectType;
    years: number;
    unit_name: string;
    uscc: string;
    legal_representative: string;
    registered_place: string;
    contact_sealed: Buffer;
    revision: Generated<number>;
    created_at: Date;
    price_cents: Later<number>;
    materials_digest: Later<Buffer>;
    submitted_at: Later<Date>;
    accepted_at: Later<Date>;
    accepted_by: Later<string>;
    refused_at: Later<Date>;
    refused_by: Later<string>;
    approved_at: Later<Date>;
    approved_by: Later<string>;
    paid_at: Later<Date>;
    payment_id: Later<string>;
    issued_at: Later<Date>;
  };
};

export const orderTables = (db: Db) => db.withTables<OrderTables>();
const contactPlace = (orderId: string): string => `orders.order.contact:${orderId}`;

export function readOrderRow(cipher: FieldCipher, row: Selectable<OrderTables['orders.order']>): Order {
  const contact = JSON.parse(cipher.open(row.contact_sealed, contactPlace(row.id))) as Contact;
  return {
    id: row.id,
    number: row.number,
    accountId: row.account_id,
    productId: row.product_id,
    subject: row.subject,
    years: row.years,
    form: {
      unitName: row.unit_name,
      uscc: row.uscc,
      legalRepresentative: row.legal_representative,
      registeredPlace: row.registered_place,
      unitPhone: contact.unitPhone,
      email: contact.email,
    },
    revision: row.revision,
    createdAt: row.created_at,
    priceCents: row.price_cents,
    materialsDigest: row.materials_digest,
    submittedAt: row.submitted_at,
    acceptedAt: row.accepted_at,
    acceptedBy: row.accepted_by,
    refusedAt: row.refused_at,
    refusedBy: row.refused_by,
    approvedAt: row.approved_at,
    approvedBy: row.approved_by,
    paidAt: row.paid_at,
    issuedAt: row.issued_at,
  };
}

type Contact = Pick<ClaimForm, 'unitPhone' | 'email'>;

/** Name, uscc, legal representative and place are in the public register; how to reach the applicant is not. */
function formColumns(cipher: FieldCipher, orderId: string, form: ClaimForm) {
  const contact: Contact = { unitPhone: form.unitPhone, email: form.email };
  return {
    unit_name: form.unitName,
    uscc: form.uscc,
    legal_representative: form.legalRepresentative,
    registered_place: form.registeredPlace,
    contact_sealed: cipher.seal(JSON.stringify(contact), contactPlace(orderId)),
  };
}

/** An order of this account; another account's is as good as none. */
export async function orderOfAccount(
  db: Db,
  cipher: FieldCipher,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<Order | undefined> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('id', '=', orderId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && readOrderRow(cipher, row);
}

export async function orderByRequest(db: Db, cipher: FieldCipher, accountId: string, requestId: string) {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row && readOrderRow(cipher, row);
}

/** The account's claim of this enterprise that has not come to its end. */
export async function openClaimId(db: Db, accountId: string, uscc: string): Promise<string | undefined> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select('id')
    .where('account_id', '=', accountId)
    .where('uscc', '=', uscc)
    .where('issued_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

export async function countOpenOrders(db: Db, accountId: string): Promise<number> {
  const row = await orderTables(db)
    .selectFrom('orders.order')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('issued_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function ordersOfAccount(db: Db, cipher: FieldCipher, accountId: string): Promise<Order[]> {
  const rows = await orderTables(db)
    .selectFrom('orders.order')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => readOrderRow(cipher, row));
}

/** Counts within the day (of Shanghai, given as `2026-11-23`); the row's lock makes numbers unique. */
export async function nextNumberOfDay(tx: Tx, day: string): Promise<number> {
  const row = await orderTables(tx)
    .insertInto('orders.day_number')
    .values({ day, last: 1 })
    .onConflict((oc) => oc.column('day').doUpdateSet({ last: sql`orders.day_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return row.last;
}

export async function insertOrder(
  tx: Tx,
  cipher: FieldCipher,
  order: Pick<Order, 'id' | 'number' | 'accountId' | 'productId' | 'subject' | 'years' | 'form' | 'createdAt'> & {
    requestId: string;
  },
): Promise<void> {
  await orderTables(tx)
    .insertInto('orders.order')
    .values({
      id: order.id,
      number: order.number,
      account_id: order.accountId,
      request_id: order.requestId,
      product_id: order.productId,
      subject: order.subject,
      years: order.years,
      ...formColumns(cipher, order.id, order.form),
      created_at: order.createdAt,
    })
    .execute();
}

/** Writes the form of an order that is draft or refused; false when it is neither, or not this account's. */
export async function updateForm(
  tx: Tx,
  cipher: FieldCipher,
  { accountId, orderId, form }: { accountId: string; orderId: string; form: ClaimForm },
): Promise<boolean> {
  const result = await editable(tx, accountId, orderId)
    .set((eb) => ({ ...formColumns(cipher, orderId, form), revision: eb('revision', '+', 1) }))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes the order's row for a change of its materials; false when it is neither draft nor refused. */
export async function touchMaterials(
  tx: Tx,
  { accountId, orderId }: { accountId: string; orderId: string },
): Promise<boolean> {
  const result = await editable(tx, accountId, orderId)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The condition of every change by the applicant. */
export function editable(tx: Tx, accountId: string, orderId: string) {
  return orderTables(tx)
    .updateTable('orders.order')
    .where('id', '=', orderId)
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('submitted_at', 'is', null), eb('refused_at', 'is not', null)]));
}
