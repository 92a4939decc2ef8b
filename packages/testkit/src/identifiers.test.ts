import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCardNumber, isIdNumber, isPhone, isUscc } from '@qianyin/contract';
import { validCardNumber, validIdNumber, validPhone, validUscc } from './identifiers.ts';

test('made-up identifiers are well-formed by the product’s own rules, and differ', () => {
  const numbers = Array.from({ length: 200 }, (_, n) => n);
  for (const n of numbers) {
    assert.ok(isUscc(validUscc(n)), validUscc(n));
    assert.ok(isIdNumber(validIdNumber(n)), validIdNumber(n));
    assert.ok(isCardNumber(validCardNumber(n)), validCardNumber(n));
    assert.ok(isPhone(validPhone(n)), validPhone(n));
  }
  assert.equal(new Set(numbers.map((n) => validUscc(n))).size, numbers.length);
});
