import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { payInCashier, signedNotice } from '../../../testing/alipay.ts';
import { type Sandbox, startSandbox } from '../../../testing/sandbox.ts';
import { ProviderUnavailable } from '../port.ts';
import { type AlipayConfig, alipayProvider } from './alipay.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox[Symbol.asyncDispose]());

const provider = (config: Partial<AlipayConfig> = {}) =>
  alipayProvider({ config: { ...sandbox.alipay, ...config }, log: pino({ level: 'silent' }) });
const charge = (outTradeNo: string) => ({ outTradeNo, amountCents: 20_005, subject: '证书 A&B=C/D', lifeSeconds: 900 });

test('a charge gets a QR, the same one when asked again, and is paid in the cashier', async () => {
  const alipay = provider();
  const { qrCode } = await alipay.precreate(charge('trade1'));
  assert.equal((await alipay.precreate(charge('trade1'))).qrCode, qrCode);
  assert.deepEqual(await alipay.query('trade1'), { kind: 'unknown' });
  await fetch(qrCode);
  assert.deepEqual(await alipay.query('trade1'), { kind: 'waiting' });
  await payInCashier(qrCode);
  const state = await alipay.query('trade1');
  assert.equal(state.kind, 'paid');
  assert.equal(state.kind === 'paid' && state.amountCents, 20_005);
  // Closing what is paid changes nothing.
  await alipay.close('trade1');
  assert.equal((await alipay.query('trade1')).kind, 'paid');
});

test('a closed trade cannot be paid', async () => {
  const alipay = provider();
  const { qrCode } = await alipay.precreate(charge('trade2'));
  await fetch(qrCode);
  await alipay.close('trade2');
  await payInCashier(qrCode);
  assert.deepEqual(await alipay.query('trade2'), { kind: 'closed' });
});

test('a wrong key on either side, or nobody there, is «unavailable»', async () => {
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  await assert.rejects(provider({ privateKey: other.privateKey }).precreate(charge('trade3')), ProviderUnavailable);
  // An answer that Alipay did not sign.
  await assert.rejects(provider({ alipayPublicKey: other.publicKey }).precreate(charge('trade4')), ProviderUnavailable);
  await assert.rejects(provider({ gateway: `${sandbox.url}/other` }).query('trade4'), ProviderUnavailable);
  await assert.rejects(provider({ gateway: 'http://127.0.0.1:1/gateway.do' }).query('trade4'), ProviderUnavailable);
});

test('reads notices that Alipay signed for this app, and no others', async () => {
  const notice = signedNotice(sandbox, { out_trade_no: 'trade5', total_amount: '200.05' });
  assert.deepEqual((await provider().readNotice(notice))?.paid?.amountCents, 20_005);
  const refused: Record<string, unknown>[] = [
    { ...notice, total_amount: '0.01' },
    { ...notice, sign: undefined },
    { ...notice, sign: 'AAAA' },
    { ...notice, out_trade_no: ['trade5', 'trade6'] },
    signedNotice(sandbox, { app_id: '2021000000000002' }),
    {},
  ];
  for (const parameters of refused) assert.equal(await provider().readNotice(parameters), undefined);
});

test('a notice signed with SHA-1 is refused though the key is right', async () => {
  const { sign: _sign, ...fields } = signedNotice(sandbox, {});
  const signed = Object.entries({ ...fields, sign_type: 'RSA' }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = signed.map(([name, value]) => `${name}=${value}`).join('&');
  const sign = createSign('RSA-SHA1').update(text).sign(sandbox.alipayPrivateKey, 'base64');
  assert.equal(await provider().readNotice({ ...Object.fromEntries(signed), sign }), undefined);
});

test('a notice of something else than a payment says so', async () => {
  const notice = signedNotice(sandbox, { trade_status: 'TRADE_CLOSED' });
  assert.deepEqual(await provider().readNotice(notice), { outTradeNo: notice['out_trade_no'], paid: undefined });
});
