/** alipay.trade.close: ends a trade that waits for its buyer. Source: opendocs.alipay.com/open/02o6e7. */
import { statusOf } from '../trade.ts';
import { type Answer, type Call, failed, namedTrade, succeeded } from './method.ts';

export async function closeTrade(call: Call): Promise<Answer> {
  const trade = namedTrade(call);
  if (!trade || trade.tradeNo === null) return failed('40004', 'ACQ.TRADE_NOT_EXIST', '交易不存在');
  const status = statusOf(trade, call.now);
  if (status === 'TRADE_SUCCESS') return failed('40004', 'ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
  if (trade.closedAt === null) await call.store.save({ ...trade, closedAt: call.now.toISOString() });
  return succeeded({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo });
}
