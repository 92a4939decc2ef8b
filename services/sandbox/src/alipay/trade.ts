/** A trade as Alipay sees it; its status follows from what happened to it. */

export interface Trade {
  appId: string;
  outTradeNo: string;
  /** Decimal yuan with two places, as the app sent it. */
  totalAmount: string;
  subject: string;
  body: string | null;
  passbackParams: string | null;
  notifyUrl: string | null;
  /** Last part of the QR's address; unguessable. */
  qrId: string;
  precreatedAt: string;
  /** After this the QR and the trade are dead. */
  expiresAt: string;
  /** Given when the buyer opens the QR: before that Alipay knows no trade. */
  tradeNo: string | null;
  openedAt: string | null;
  paidAt: string | null;
  /** Closed by the app before payment, or refunded by cancel after it. */
  closedAt: string | null;
  notice: { id: string; attempts: number; nextAt: string | null } | null;
}

export type TradeStatus = 'NOT_OPENED' | 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED';

/** Status at `now`; the names except the first are Alipay's. */
export function statusOf(trade: Trade, now: Date): TradeStatus {
  if (trade.closedAt !== null) return 'TRADE_CLOSED';
  if (trade.paidAt !== null) return 'TRADE_SUCCESS';
  if (now.toISOString() >= trade.expiresAt) return 'TRADE_CLOSED';
  return trade.tradeNo === null ? 'NOT_OPENED' : 'WAIT_BUYER_PAY';
}

/** Alipay's times: wall clock of Shanghai, `yyyy-MM-dd HH:mm:ss`. */
export function alipayTime(instant: string | Date): string {
  return new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Milliseconds of a `timeout_express`: 1 to 15 days as m, h, d, or `1c` (till the day ends in Shanghai); null = malformed. */
export function timeoutMs(text: string, now: Date): number | null {
  if (text === '1c') {
    const day = 86_400_000;
    return day - ((now.getTime() + 8 * 3_600_000) % day);
  }
  const match = /^(\d{1,5})([mhd])$/.exec(text);
  if (!match) return null;
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] as 'm' | 'h' | 'd'];
  const ms = Number(match[1]) * unit;
  return ms >= 60_000 && ms <= 15 * 86_400_000 ? ms : null;
}
