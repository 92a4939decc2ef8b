/** The table of orders, and an order read from its row. */
import type { ClaimForm, SubjectType } from '@qianyin/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
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
export const contactPlace = (orderId: string): string => `orders.order.contact:${orderId}`;

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

/** How to reach the applicant: kept as ciphertext, unlike what the public register prints. */
export type Contact = Pick<ClaimForm, 'unitPhone' | 'email'>;
