import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { systemClock } from '../../../platform/clock.ts';
import { type Sandbox, startSandbox } from '../../../testing/sandbox.ts';
import { tencentBankCard } from './tencent-bank-card.ts';

const log = pino({ level: 'silent' });
const PERSON = {
  name: '张三',
  idNumber: '11010519491231002X',
  cardNumber: '6222021234567890128',
  phone: '13800138000',
};

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox[Symbol.asyncDispose]());

const verify = (elements: Partial<typeof PERSON>, config: Partial<Sandbox['bankCard']> = {}, timeoutMs?: number) =>
  tencentBankCard({ config: { ...sandbox.bankCard, ...config }, clock: systemClock, log, timeoutMs }).verify({
    ...PERSON,
    ...elements,
  });

test('a person whose four elements belong together', async () => {
  const { verdict, result, requestId } = await verify({});
  assert.deepEqual(verdict, { kind: 'matched' });
  assert.equal(result, '0');
  assert.match(requestId ?? '', /^[\w-]{36}$/);
});

test('says what does not match, and when nobody may try or answer', async () => {
  assert.deepEqual((await verify({ cardNumber: '6222000012345673' })).verdict, { kind: 'mismatch' });
  assert.deepEqual((await verify({ cardNumber: '6222021234567890129' })).verdict, {
    kind: 'mismatch',
    field: 'cardNumber',
  });
  assert.deepEqual((await verify({ name: 'Li Lei' })).verdict, { kind: 'mismatch', field: 'name' });
  assert.deepEqual((await verify({ idNumber: '110105194912310021' })).verdict, { kind: 'mismatch', field: 'idNumber' });
  assert.deepEqual((await verify({ cardNumber: '6222000112345672' })).verdict, { kind: 'unavailable' });
  assert.deepEqual((await verify({ cardNumber: '6222000212345671' })).verdict, { kind: 'tries-used' });
});

test('a wrong key, a closed port, a page of HTML and silence are all «unavailable»', async () => {
  assert.deepEqual((await verify({}, { secretKey: 'other' })).verdict, { kind: 'unavailable' });
  let strangeAnswer: string | null = '<html>';
  const strange = createServer((request, response) => {
    if (request.headers['x-tc-action'] && strangeAnswer) response.end(strangeAnswer);
  });
  await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
  assert.deepEqual((await verify({}, { endpoint })).verdict, { kind: 'unavailable' });
  strangeAnswer = '{"Response":{"Result":"77"}}';
  assert.deepEqual((await verify({}, { endpoint })).verdict, { kind: 'unavailable' });
  strangeAnswer = null;
  assert.deepEqual((await verify({}, { endpoint }, 50)).verdict, { kind: 'unavailable' });
  strange.closeAllConnections();
  strange.close();
  await once(strange, 'close');
  assert.deepEqual((await verify({}, { endpoint })).verdict, { kind: 'unavailable' });
});
