import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNewPin, isWeakPin } from './pin.ts';

test('PINs that everybody tries first are weak', () => {
  const weak = ['111111', '000000', '123456', '654321', '890123', '121212', '123123', '112233', '998877', '147258'];
  assert.deepEqual(weak.filter(isWeakPin), weak);
});

test('ordinary PINs pass', () => {
  for (const pin of ['271828', '314159', '902174', '123457', '112234']) assert.doesNotThrow(() => checkNewPin(pin));
});

test('a PIN is six digits', () => {
  for (const pin of ['12345', '1234567', '12345a', '', '１２３４５６']) {
    assert.throws(() => checkNewPin(pin), { code: 'wallet/pin-format' });
  }
});
