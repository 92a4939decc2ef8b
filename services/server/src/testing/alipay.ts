/** The other side of a payment: a buyer in the sandbox's cashier, and notices signed as Alipay signs them. */
import { createSign } from 'node:crypto';
import type { Sandbox } from './sandbox.ts';

/** Opens the QR code and presses the button. */
export async function payInCashier(qrCode: string): Promise<void> {
  await fetch(qrCode);
  await fetch(qrCode, { method: 'POST', redirect: 'manual' });
}

/** A paid notice, changed by `more` before it is signed. Source of the rule: opendocs.alipay.com/common/02mse7. */
export function signedNotice(sandbox: Sandbox, more: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {
    app_id: sandbox.alipay.appId,
    charset: 'utf-8',
    notify_id: 'f1e2d3c4b5a6978877665544332211',
    notify_type: 'trade_status_sync',
    out_trade_no: 'trade',
    subject: '签印 证书',
    total_amount: '200.00',
    trade_no: '2026112322001000000000000001',
    trade_status: 'TRADE_SUCCESS',
    version: '1.0',
    ...more,
  };
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(sandbox.alipayPrivateKey, 'base64');
  return { ...fields, sign, sign_type: 'RSA2' };
}
