/** Types and limits of the domain; status from facts, pure. */
import type { PAYMENT_STATUSES } from '@qianyin/contract';

export const PAYMENT_LIFE_SECONDS = 900;
/** A notice usually comes within a second or two; asking earlier would only double it. */
export const NOTICE_LATE_SECONDS = 5;

export interface Payment {
  id: string;
  orderId: string;
  accountId: string;
  outTradeNo: string;
  amountCents: number;
  createdAt: Date;
  /** Null until the provider answered. */
  qrCode: string | null;
  expiresAt: Date;
  askedAt: Date | null;
  paidAt: Date | null;
  surplus: boolean;
  closedAt: Date | null;
}

export function statusOf(
  payment: Pick<Payment, 'paidAt' | 'closedAt' | 'expiresAt'>,
  now: Date,
): (typeof PAYMENT_STATUSES)[number] {
  if (payment.paidAt) return 'paid';
  return payment.closedAt || payment.expiresAt <= now ? 'expired' : 'waiting';
}

/** Exactly what a provider writes for this amount: yuan with two decimals. */
export function yuanOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Cents of a decimal amount in yuan; undefined for anything but digits with up to two decimals. */
export function centsOf(yuan: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
