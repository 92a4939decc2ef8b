import assert from 'node:assert/strict';
import test from 'node:test';
import { NetworkError } from '@qianyin/client';
import { ERROR_STATUS, problem } from '@qianyin/contract';
import { codeOf, errorMessage, fieldMessages, fillMessage } from './errorMessage.ts';
import { errorMessagesEn } from './errorMessages.en.ts';
import { errorMessagesZh } from './errorMessages.zh.ts';
import { problemOf } from './problemOf.ts';

test('a bracketed part goes when its figure is missing', () => {
  assert.equal(fillMessage('a[, {{n}} left].', { n: 0 }), 'a, 0 left.');
  assert.equal(fillMessage('a[, {{n}} left].'), 'a.');
});

test('no message of any code shows braces or brackets when the problem carries no data', () => {
  for (const code of Object.keys(ERROR_STATUS) as (keyof typeof ERROR_STATUS)[]) {
    for (const language of ['zh-CN', 'en'] as const) {
      const message = errorMessage(problem(code), language);
      assert.doesNotMatch(message, /[{}[\]]/, `${code} in ${language}`);
      assert.doesNotMatch(message, /^\p{Ll}|[.?!] \p{Ll}| {2}/u, `${code} in ${language} is made of sentences`);
    }
  }
});

test('both languages ask for the same figures', () => {
  const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();
  for (const code of Object.keys(errorMessagesZh) as (keyof typeof errorMessagesZh)[]) {
    assert.deepEqual(names(errorMessagesEn[code]), names(errorMessagesZh[code]), code);
  }
});

test('the problem is found bare, inside an error, and nowhere else', () => {
  const wrong = problem('keys/pin-wrong', { data: { triesLeft: 3 } });
  assert.equal(problemOf(wrong)?.code, 'keys/pin-wrong');
  assert.equal(problemOf(Object.assign(new Error('x'), { problem: wrong }))?.code, 'keys/pin-wrong');
  assert.equal(problemOf(new Error('x')), undefined);
  assert.equal(problemOf({ code: 'no/such-code' }), undefined);
  assert.match(errorMessage(wrong, 'zh-CN'), /还可以试 3 次/);
});

test('figures are read by the unit in their name', () => {
  const message = (code: Parameters<typeof problem>[0], data: Record<string, number>) =>
    errorMessage(problem(code, { data }), 'zh-CN');
  assert.match(message('request/too-large', { maxBytes: 10 * 1024 * 1024 }), /最大 10\.0 MB/);
  assert.match(message('accounts/code-too-soon', { waitSeconds: 42 }), /42 秒后/);
  assert.match(message('payments/amount-mismatch', { expectedCents: 25_000 }), /应付 ¥250\.00/);
});

test('a failed fetch is told apart from a bug', () => {
  assert.equal(codeOf(new TypeError('Failed to fetch')), 'network/unreachable');
  assert.equal(codeOf(new NetworkError()), 'network/unreachable');
  assert.equal(codeOf(new TypeError('x is not a function')), 'page/unexpected');
});

test('field rules become sentences, unknown ones a general one', () => {
  const wrong = problem('request/invalid', { fields: { 'form.uscc': 'uscc', x: 'from-the-future' } });
  const sentences = fieldMessages(wrong, 'en');
  assert.match(sentences['form.uscc'] ?? '', /18 characters/);
  assert.equal(sentences.x, 'Not in the right format');
});
