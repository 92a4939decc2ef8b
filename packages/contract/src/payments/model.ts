/** Payments of an order. */
import { z } from 'zod';
import { centsField, idField, instantField } from '../fields.ts';

export const PAYMENT_STATUSES = ['waiting', 'paid', 'expired'] as const;
export const paymentView = z.object({
  id: idField,
  orderId: idField,
  status: z.enum(PAYMENT_STATUSES),
  amountCents: centsField,
  /** What the Alipay QR holds; a phone opens it as a link. */
  qrCode: z.string(),
  expiresAt: instantField,
  paidAt: instantField.nullable(),
});
export type PaymentView = z.infer<typeof paymentView>;
