/** The sandbox against Alipay's own SDK: whatever the SDK signs is accepted, whatever is answered the SDK verifies. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { alipaySdk, alipayTime, startNotifyUrl, startSandbox } from '../test-sandbox.ts';

const precreate = (no: string, more: object = {}, notifyUrl?: string) =>
  [
    'alipay.trade.precreate',
    {
      ...(notifyUrl === undefined ? {} : { notifyUrl }),
      bizContent: { out_trade_no: no, total_amount: '250.00', subject: '标证通证书 一年', ...more },
    },
    { validateSign: true },
  ] as const;
const about = (method: string, no: string) =>
  [`alipay.trade.${method}`, { bizContent: { out_trade_no: no } }, { validateSign: true }] as const;

describe('alipay gateway', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  const sdk = () => alipaySdk(sandbox.url);
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  const payable = async (no: string, notifyUrl?: string): Promise<string> => {
    const answer = await sdk().exec(...precreate(no, {}, notifyUrl));
    assert.equal(answer.code, '10000');
    return answer['qrCode'] as string;
  };

  test('an order becomes a trade when its QR is opened, and paid by the button', async () => {
    const qr = await payable('walk');
    const unknown = await sdk().exec(...about('query', 'walk'));
    assert.deepEqual([unknown.code, unknown['subCode']], ['40004', 'ACQ.TRADE_NOT_EXIST']);

    const page = await (await fetch(qr, { headers: { 'accept-language': 'zh-CN' } })).text();
    assert.match(page, /确认付款 ¥250\.00/);
    assert.match(page, /标证通证书 一年/);
    const waiting = await sdk().exec(...about('query', 'walk'));
    assert.equal(waiting['tradeStatus'], 'WAIT_BUYER_PAY');

    const paid = await fetch(qr, { method: 'POST' });
    assert.match(await paid.text(), /付款成功/);
    const done = await sdk().exec(...about('query', 'walk'));
    assert.deepEqual([done['tradeStatus'], done['totalAmount']], ['TRADE_SUCCESS', '250.00']);
    assert.equal(done['tradeNo'], waiting['tradeNo']);
  });

  test('the notice is signed, and repeated until the answer is success', async () => {
    const app = await startNotifyUrl(['fail', '<p>success</p>']);
    const qr = await payable('notice', app.url);
    await fetch(qr);
    await fetch(qr, { method: 'POST' });
    await fetch(qr, { method: 'POST' });
    await app.came(3);
    assert.equal(new Set(app.notices.map((notice) => notice['notify_id'])).size, 1);
    const [notice = {}] = app.notices;
    assert.ok(sdk().checkNotifySignV2({ ...notice }));
    assert.ok(!sdk().checkNotifySignV2({ ...notice, total_amount: '0.01' }));
    assert.equal(notice['trade_status'], 'TRADE_SUCCESS');
    assert.equal(notice['gmt_payment'], alipayTime(sandbox.time.at));
    await app.close();
  });

  test('the same order again: same QR, a contradiction, already paid', async () => {
    const qr = await payable('again');
    assert.equal(await payable('again'), qr);
    const other = await sdk().exec(...precreate('again', { total_amount: '1.00' }));
    assert.equal(other['subCode'], 'ACQ.CONTEXT_INCONSISTENT');
    await fetch(qr);
    await fetch(qr, { method: 'POST' });
    const paid = await sdk().exec(...precreate('again'));
    assert.equal(paid['subCode'], 'ACQ.TRADE_HAS_SUCCESS');
  });

  test('an order past its timeout cannot be paid', async () => {
    const answer = await sdk().exec(...precreate('late', { timeout_express: '30m' }));
    const qr = answer['qrCode'] as string;
    await fetch(qr);
    const before30 = sandbox.time.at;
    sandbox.time.at = new Date(before30.getTime() + 30 * 60_000);
    const page = await fetch(qr, { method: 'POST' });
    assert.match(await page.text(), /已关闭或已过期/);
    const late = await sdk().exec(...about('query', 'late'));
    assert.equal(late['tradeStatus'], 'TRADE_CLOSED');
    sandbox.time.at = before30;
  });

  test('close and cancel', async () => {
    const qr = await payable('close');
    assert.equal((await sdk().exec(...about('close', 'close')))['subCode'], 'ACQ.TRADE_NOT_EXIST');
    await fetch(qr);
    assert.equal((await sdk().exec(...about('close', 'close'))).code, '10000');
    assert.match(await (await fetch(qr, { method: 'POST' })).text(), /已关闭/);

    const other = await payable('cancel');
    await fetch(other);
    await fetch(other, { method: 'POST' });
    assert.equal((await sdk().exec(...about('close', 'cancel')))['subCode'], 'ACQ.TRADE_STATUS_ERROR');
    assert.equal((await sdk().exec(...about('cancel', 'cancel')))['action'], 'refund');
    assert.equal((await sdk().exec(...about('cancel', 'never')))['retryFlag'], 'N');
  });

  test('wrong app, wrong signature, wrong parameters, unknown method', async () => {
    const foreign = await alipaySdk(sandbox.url, '2021000000009999').exec(...precreate('x'));
    assert.equal(foreign['subCode'], 'isv.invalid-app-id');
    const body = new URLSearchParams({ biz_content: '{"out_trade_no":"x"}' });
    const query = new URLSearchParams({
      app_id: '2021000000000001',
      method: 'alipay.trade.query',
      charset: 'utf-8',
      sign_type: 'RSA2',
      sign: 'AAAA',
      timestamp: alipayTime(sandbox.time.at),
      version: '1.0',
    });
    const forged = await fetch(`${sandbox.url}/gateway.do?${query}`, { method: 'POST', body });
    assert.match(await forged.text(), /isv\.invalid-signature/);
    query.set('method', 'alipay.trade.fly');
    const unknown = await fetch(`${sandbox.url}/gateway.do?${query}`, { method: 'POST', body });
    assert.match(await unknown.text(), /^\{"error_response":.*isv\.invalid-method/);
    for (const wrong of [{ total_amount: '0' }, { total_amount: '1.001' }, { subject: '' }, { timeout_express: '5x' }])
      assert.equal((await sdk().exec(...precreate('wrong', wrong)))['subCode'], 'ACQ.INVALID_PARAMETER');
  });

  test('the page escapes what the app wrote, and speaks English', async () => {
    const answer = await sdk().exec(...precreate('escape', { subject: '<script>alert(1)</script>'.replace('/', '') }));
    const page = await fetch(`${answer['qrCode'] as string}?lang=en`);
    const text = await page.text();
    assert.doesNotMatch(text, /<script>/);
    assert.match(text, /Pay now ¥250\.00/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal((await fetch(`${sandbox.url}/qr/nothing`)).status, 404);
  });
});

test('a restart keeps trades and sends the notices that were pending', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const app = await startNotifyUrl(['fail']);
  const first = await startSandbox(folder, { noticeDelays: [3_600_000] });
  const answer = await alipaySdk(first.url).exec(...precreate('kept', {}, app.url));
  const path = new URL(answer['qrCode'] as string).pathname;
  await fetch(first.url + path);
  await fetch(first.url + path, { method: 'POST' });
  await app.came(1);
  await first.close();

  const second = await startSandbox(folder, { at: new Date(first.time.at.getTime() + 3_600_000) });
  const state = await alipaySdk(second.url).exec(...about('query', 'kept'));
  assert.equal(state['tradeStatus'], 'TRADE_SUCCESS');
  await app.came(2);
  assert.equal(app.notices[1]?.['notify_id'], app.notices[0]?.['notify_id']);
  await second.close();
  await app.close();
  rmSync(folder, { recursive: true });
});
