import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import fastify from 'fastify';
import { payInCashier, signedNotice } from '../../testing/alipay.ts';
import { approvedOrder } from '../../testing/orders.ts';
import { paymentParts } from '../../testing/payments.ts';
import { type Sandbox, startSandbox } from '../../testing/sandbox.ts';
import { orderForPayment } from '../orders/index.ts';
import { mountPaymentNotice } from './notify-route.ts';
import { createPayment } from './operations/create-payment.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox[Symbol.asyncDispose]());

/** The route on a port of its own; `parts` tell the provider to send its notices there. */
async function listen(answered: (status: number) => void = () => undefined) {
  const app = fastify();
  app.addHook('onResponse', (_request, reply, done) => {
    answered(reply.statusCode);
    done();
  });
  const config = { ...sandbox.alipay };
  const parts = await paymentParts({ ...sandbox, alipay: config });
  mountPaymentNotice(app, parts);
  await app.listen({ host: '127.0.0.1', port: 0 });
  config.notifyUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/notify/alipay`;
  return {
    parts,
    async post(fields: Record<string, string>): Promise<[number, string]> {
      const response = await fetch(config.notifyUrl, { method: 'POST', body: new URLSearchParams(fields) });
      return [response.status, await response.text()];
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await parts[Symbol.asyncDispose]();
    },
  };
}

test('a buyer pays in the cashier, and the provider’s own notice pays the order', async () => {
  const taken = Promise.withResolvers<number>();
  await using server = await listen((status) => taken.resolve(status));
  const order = await approvedOrder(server.parts);
  const wish = { accountId: order.accountId, orderId: order.id };
  const { qrCode } = await createPayment(server.parts, wish);
  await payInCashier(qrCode ?? '');
  assert.equal(await taken.promise, 200);
  assert.deepEqual((await orderForPayment(server.parts.db, wish)).paidAt, server.parts.clock.now());
});

test('answers `success` or `failure`, and turns a flood away', async () => {
  await using server = await listen();
  const order = await approvedOrder(server.parts);
  const payment = await createPayment(server.parts, { accountId: order.accountId, orderId: order.id });
  const notice = signedNotice(sandbox, { out_trade_no: payment.outTradeNo });
  assert.deepEqual(await server.post({ ...notice, total_amount: '1.00' }), [400, 'failure']);
  assert.deepEqual(await server.post(notice), [200, 'success']);
  assert.deepEqual(await server.post(notice), [200, 'success']);
  assert.equal((await server.post({ ...notice, body: 'x'.repeat(20_000) }))[0], 413);
  for (let n = 0; n < 59; n++) assert.equal((await server.post({}))[0], 400);
  assert.deepEqual(await server.post(notice), [429, 'failure']);
  server.parts.clock.advance(60);
  assert.deepEqual(await server.post(notice), [200, 'success']);
});
