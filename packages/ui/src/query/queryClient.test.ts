import assert from 'node:assert/strict';
import test from 'node:test';
import { problem } from '@qianyin/contract';
import { createQueryClient, mayRetry } from './queryClient.ts';

test('only silence and "not now" are tried again', () => {
  assert.equal(mayRetry(new TypeError('Failed to fetch')), true);
  assert.equal(mayRetry(problem('server/unavailable')), true);
  assert.equal(mayRetry(problem('orders/not-found')), false);
  assert.equal(mayRetry(problem('server/internal')), false);
});

test('an ended session is reported once, other problems are not', async () => {
  const reported: string[] = [];
  const client = createQueryClient({ onLoggedOut: (ended) => reported.push(ended.code) });
  const ask = (code: 'auth/session-expired' | 'orders/not-found') =>
    client.fetchQuery({
      queryKey: [code],
      queryFn: () => Promise.reject(Object.assign(new Error(code), { problem: problem(code) })),
    });
  await assert.rejects(ask('orders/not-found'));
  await assert.rejects(ask('auth/session-expired'));
  assert.deepEqual(reported, ['auth/session-expired']);
});
