/**
 * alipay.trade.precreate: an order whose QR the buyer scans. Source: opendocs.alipay.com/open/02ekfg.
 * The same order again gives the same QR; with another amount or subject it is a contradiction.
 */
import { randomBytes } from 'node:crypto';
import { statusOf, timeoutMs, type Trade } from '../trade.ts';
import { type Answer, type Call, failed, succeeded } from './method.ts';

const DEFAULT_TIMEOUT = '15d';
/** A QR lives two hours unless the app says otherwise. */
const DEFAULT_QR_TIMEOUT = '2h';
const MAX_AMOUNT = 100_000_000;

export async function precreateTrade(call: Call): Promise<Answer> {
  const wanted = read(call);
  if (typeof wanted === 'string') return failed('40004', 'ACQ.INVALID_PARAMETER', `参数无效：${wanted}`);
  const known = call.store.byOutTradeNo(wanted.outTradeNo);
  if (!known) {
    await call.store.save(wanted);
    return answer(wanted, call.publicUrl);
  }
  const status = statusOf(known, call.now);
  if (status === 'TRADE_SUCCESS') return failed('40004', 'ACQ.TRADE_HAS_SUCCESS', '交易已被支付');
  if (status === 'TRADE_CLOSED') return failed('40004', 'ACQ.TRADE_HAS_CLOSE', '交易已经关闭');
  if (known.totalAmount !== wanted.totalAmount || known.subject !== wanted.subject)
    return failed('40004', 'ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改');
  return answer(known, call.publicUrl);
}

function answer(trade: Trade, publicUrl: string): Answer {
  return succeeded({ out_trade_no: trade.outTradeNo, qr_code: `${publicUrl}/qr/${trade.qrId}` });
}

/** The new trade, or the name of the parameter that is wrong. */
function read({ parameters, content, now }: Call): Trade | string {
  const { out_trade_no: outTradeNo, subject, total_amount: amount } = content;
  if (typeof outTradeNo !== 'string' || !/^[A-Za-z0-9_]{1,64}$/.test(outTradeNo)) return 'out_trade_no';
  if (typeof subject !== 'string' || subject.length < 1 || subject.length > 256 || /[/=&]/.test(subject))
    return 'subject';
  const totalAmount = typeof amount === 'number' || typeof amount === 'string' ? Number(amount) : Number.NaN;
  if (!/^\d+(\.\d{1,2})?$/.test(String(amount)) || totalAmount < 0.01 || totalAmount > MAX_AMOUNT)
    return 'total_amount';
  const trade = timeoutMs(text(content['timeout_express']) ?? DEFAULT_TIMEOUT, now);
  const qr = timeoutMs(text(content['qr_code_timeout_express']) ?? DEFAULT_QR_TIMEOUT, now);
  if (trade === null || qr === null) return 'timeout_express';
  return {
    appId: parameters['app_id'] ?? '',
    outTradeNo,
    subject,
    totalAmount: totalAmount.toFixed(2),
    body: text(content['body']),
    passbackParams: text(content['passback_params']),
    notifyUrl: parameters['notify_url'] ?? null,
    qrId: randomBytes(12).toString('hex'),
    precreatedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + Math.min(trade, qr)).toISOString(),
    tradeNo: null,
    openedAt: null,
    paidAt: null,
    closedAt: null,
    notice: null,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 512) : null;
}
