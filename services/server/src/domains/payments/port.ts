/** What payments ask of the outside world. */

interface Charge {
  outTradeNo: string;
  amountCents: number;
  /** What the payer reads. */
  subject: string;
  lifeSeconds: number;
}

export type ProviderState =
  /** Nobody has opened the QR code yet; the provider knows no trade. */
  | { kind: 'unknown' }
  | { kind: 'waiting' }
  | { kind: 'closed' }
  | { kind: 'paid'; tradeNo: string; amountCents: number | undefined };

/** A notice whose signature and app are right. `paid` is undefined when it tells of something else than a payment. */
interface PaymentNotice {
  outTradeNo: string;
  paid: { tradeNo: string; amountCents: number | undefined } | undefined;
}

/** Each call throws ProviderUnavailable when there is no usable answer. */
export interface PaymentProvider {
  /** Asks for a QR code; repeating the same charge answers the same one. */
  precreate(charge: Charge): Promise<{ qrCode: string }>;
  query(outTradeNo: string): Promise<ProviderState>;
  /** Makes sure that an unpaid trade cannot be paid any more; a paid one is left as it is. */
  close(outTradeNo: string): Promise<void>;
  /** Undefined when the notice is not the provider's, or not for us. */
  readNotice(parameters: Readonly<Record<string, unknown>>): Promise<PaymentNotice | undefined>;
}

export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}
