/**
 * alipay.trade.query. Source: opendocs.alipay.com/open/02ekfh.
 * An order whose QR nobody has opened is not a trade yet: ACQ.TRADE_NOT_EXIST, as at Alipay.
 */
import { alipayTime, statusOf } from '../trade.ts';
import { type Answer, type Call, failed, namedTrade, succeeded } from './method.ts';

export async function queryTrade(call: Call): Promise<Answer> {
  const trade = namedTrade(call);
  if (!trade || trade.tradeNo === null) return failed('40004', 'ACQ.TRADE_NOT_EXIST', '交易不存在');
  const paid = trade.paidAt !== null;
  return succeeded({
    buyer_logon_id: '159****5620',
    buyer_pay_amount: paid ? trade.totalAmount : '0.00',
    buyer_user_id: '2088722003899510',
    buyer_user_type: 'PRIVATE',
    invoice_amount: paid ? trade.totalAmount : '0.00',
    out_trade_no: trade.outTradeNo,
    point_amount: '0.00',
    receipt_amount: paid ? trade.totalAmount : '0.00',
    ...(trade.paidAt === null ? {} : { send_pay_date: alipayTime(trade.paidAt) }),
    total_amount: trade.totalAmount,
    trade_no: trade.tradeNo,
    trade_status: statusOf(trade, call.now),
  });
}
