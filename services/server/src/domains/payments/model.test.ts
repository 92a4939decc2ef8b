import assert from 'node:assert/strict';
import { test } from 'node:test';
import { centsOf, yuanOf } from './model.ts';

test('cents and yuan are exact both ways', () => {
  for (const cents of [1, 10, 99, 100, 20_000, 20_005, 1_234_567]) assert.equal(centsOf(yuanOf(cents)), cents);
  assert.equal(yuanOf(20_005), '200.05');
  assert.equal(centsOf('200'), 20_000);
  assert.equal(centsOf('200.5'), 20_050);
});

test('nothing but a plain decimal is an amount', () => {
  for (const text of ['', '-1', '1e3', '200.001', '200,00', ' 200', '０', 'NaN', '0x10', '9'.repeat(12)])
    assert.equal(centsOf(text), undefined);
});
