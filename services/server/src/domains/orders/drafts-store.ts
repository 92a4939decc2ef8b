/** SQL of what the applicant changes: opening, form and materials of an order that is draft or refused. */
import type { ClaimForm } from '@qianyin/contract';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { FieldCipher } from '../../platform/field-cipher.ts';
import type { Order } from './model.ts';
import { type Contact, contactPlace, orderTables } from './order-table.ts';

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
