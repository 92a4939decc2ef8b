/** Payment notices as the provider signs them (RSA2), with what an attacker would change. */
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Story } from './story.ts';

interface AlipaySecrets {
  alipay: { appId: string; sandboxPrivateKey: string; appPrivateKey: string };
}

/** A paid notice, changed by `more` before it is signed; `key` may be somebody else's. */
export function signedNotice(
  { dataDir }: Story,
  more: Record<string, string>,
  key: 'sandboxPrivateKey' | 'appPrivateKey' = 'sandboxPrivateKey',
): Record<string, string> {
  const { alipay } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as AlipaySecrets;
  const fields: Record<string, string> = {
    app_id: alipay.appId,
    charset: 'utf-8',
    notify_id: 'f1e2d3c4b5a6978877665544332211',
    notify_type: 'trade_status_sync',
    total_amount: '200.00',
    trade_no: '2026112322001000000000000001',
    trade_status: 'TRADE_SUCCESS',
    version: '1.0',
    ...more,
  };
  const names = Object.keys(fields).toSorted();
  const text = names.map((name) => `${name}=${fields[name]}`).join('&');
  const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(alipay[key], 'base64');
  return { ...fields, sign, sign_type: 'RSA2' };
}

/** What the service answers to it: the word `success`, or anything else for «send it again». */
export async function notify(
  { url }: Story,
  notice: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/notify/alipay`, { method: 'POST', body: new URLSearchParams(notice) });
  return { status: response.status, text: await response.text() };
}
