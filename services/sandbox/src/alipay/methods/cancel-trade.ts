/**
 * alipay.trade.cancel: makes sure that nothing was or will be paid; a paid trade is refunded, any other closed, an
 * unknown one is a success as well. Source: opendocs.alipay.com/open/02ekfi.
 */
import { type Answer, type Call, namedTrade, succeeded } from './method.ts';

export async function cancelTrade(call: Call): Promise<Answer> {
  const trade = namedTrade(call);
  if (!trade) return succeeded({ out_trade_no: call.content['out_trade_no'], retry_flag: 'N' });
  if (trade.closedAt === null) await call.store.save({ ...trade, closedAt: call.now.toISOString() });
  return succeeded({
    action: trade.paidAt === null ? 'close' : 'refund',
    out_trade_no: trade.outTradeNo,
    retry_flag: 'N',
    ...(trade.tradeNo === null ? {} : { trade_no: trade.tradeNo }),
  });
}
