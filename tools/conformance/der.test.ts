import assert from 'node:assert/strict';
import { test } from 'node:test';
import { element, elements, integerOf, signedParts, wrapped } from './der.ts';
import { fromHex, toHex } from './seed.ts';

test('what is wrapped comes apart again, with lengths of one, two and three octets', () => {
  for (const length of [0, 127, 128, 255, 256, 70_000]) {
    const content = new Uint8Array(length).fill(7);
    const der = wrapped(0x30, wrapped(0x04, content), wrapped(0x05));
    assert.deepEqual([...element(der, 0).content], [...content]);
    assert.equal(element(der, 1).tag, 0x05);
    assert.throws(() => element(der, 2), /without that member/);
    assert.throws(() => elements(der.subarray(0, -1)), /ends early/);
  }
});

test('integers are positive and minimal', () => {
  const cases = { '00': '020100', '7f': '02017f', '80': '02020080', '000001': '020101', ff00: '020300ff00' };
  for (const [number, der] of Object.entries(cases)) assert.equal(toHex(integerOf(fromHex(number))), der);
});

test('message and signature of a signed structure', () => {
  const der = wrapped(0x30, wrapped(0x30, fromHex('0500')), wrapped(0x30), wrapped(0x03, fromHex('00abcd')));
  const { message, signature } = signedParts(der);
  assert.equal(toHex(message), '30020500');
  assert.equal(toHex(signature), 'abcd');
});
