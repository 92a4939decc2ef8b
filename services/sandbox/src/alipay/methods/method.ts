/** What a gateway method gets and answers. */
import type { Parameters } from '../signature.ts';
import type { Trade } from '../trade.ts';
import type { TradeStore } from '../trade-store.ts';

export interface Call {
  parameters: Parameters;
  /** The parsed biz_content. */
  content: Record<string, unknown>;
  store: TradeStore;
  now: Date;
  publicUrl: string;
}

/** The members of the response node, in Alipay's order: code, msg, then the rest. */
export type Answer = { code: string; msg: string } & Record<string, unknown>;
export type Method = (call: Call) => Promise<Answer>;

const MESSAGES = {
  '10000': 'Success',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40004': 'Business Failed',
} as const;

export function succeeded(members: Record<string, unknown>): Answer {
  return { code: '10000', msg: MESSAGES['10000'], ...members };
}

export function failed(code: '40001' | '40002' | '40004', subCode: string, subMessage: string): Answer {
  return { code, msg: MESSAGES[code], sub_code: subCode, sub_msg: subMessage };
}

/** The trade that a call names by Alipay's number or by the app's own; Alipay's goes first. */
export function namedTrade({ content, store }: Call): Trade | undefined {
  const { trade_no: tradeNo, out_trade_no: outTradeNo } = content;
  if (typeof tradeNo === 'string') return store.byTradeNo(tradeNo);
  return typeof outTradeNo === 'string' ? store.byOutTradeNo(outTradeNo) : undefined;
}
