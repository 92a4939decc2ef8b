/** What counts as agreement: a driver that let everything pass would prove nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Judged, Made } from './case.ts';
import { judge, ownResult } from './judge.ts';
import { formatTable, totals } from './table.ts';

const good: Judged = {
  name: 'good',
  kind: 'sm3',
  files: {},
  expected: 'accept',
  outputs: { digest: Uint8Array.of(1, 2) },
};
const answer = (verdict: Answer['verdict'], outputs = {}): Answer => ({ id: 'good', verdict, outputs });

test('an answer must be there, give the verdict and give the values', async () => {
  assert.deepEqual(await judge(good, 'one', answer('accept', { digest: Uint8Array.of(1, 2) })), { passed: true });
  assert.ok('failed' in (await judge(good, 'one', answer('accept', { digest: Uint8Array.of(1, 3) }))));
  assert.ok('failed' in (await judge(good, 'one', answer('reject'))));
  assert.ok('failed' in (await judge(good, 'one', undefined)));
  assert.ok('failed' in (await judge({ ...good, expected: 'reject' }, 'one', answer('accept'))));
});

test('what a program does not know is skipped, a known difference is told, and only for the one who differs', async () => {
  assert.ok('skipped' in (await judge(good, 'one', answer('unsupported'))));
  const different: Judged = { ...good, except: { one: 'reads less' } };
  assert.deepEqual(await judge(different, 'one', answer('reject')), { differs: 'reads less' });
  assert.ok('failed' in (await judge(different, 'two', answer('reject'))));
});

test('what was made is judged by our code, and a refusal to make it is a failure', async () => {
  const made: Made = {
    name: 'made',
    kind: 'sm2-sign',
    files: {},
    judge: ({ signature }) => assert.equal(signature?.length, 64),
  };
  assert.deepEqual(await judge(made, 'one', answer('accept', { signature: new Uint8Array(64) })), { passed: true });
  assert.ok('failed' in (await judge(made, 'one', answer('accept', { signature: new Uint8Array(63) }))));
  assert.ok('failed' in (await judge(made, 'one', answer('reject'))));
});

test('our own verdict counts like an outsider’s, throwing as a refusal', async () => {
  const refuses = (): boolean => {
    throw new Error('no');
  };
  assert.deepEqual(await ownResult({ ...good, ours: () => true }), { passed: true });
  assert.ok('failed' in ((await ownResult({ ...good, ours: refuses })) ?? {}));
  assert.deepEqual(await ownResult({ ...good, expected: 'reject', ours: refuses }), { passed: true });
  assert.equal(await ownResult(good), undefined);
});

test('the table names what failed and why something was skipped', () => {
  const rows = [
    {
      outsider: 'one',
      subject: 'sm3',
      results: [
        { name: 'a', result: { passed: true as const } },
        { name: 'b', result: { failed: 'said reject' } },
        { name: 'c', result: { skipped: 'no GCM' } },
      ],
    },
  ];
  assert.match(formatTable(rows), /one +sm3 +FAILED 1: b, passed 1, skipped 1: no GCM/);
  assert.deepEqual(totals(rows), { passed: 1, failed: 1, skipped: 1 });
});
