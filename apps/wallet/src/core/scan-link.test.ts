import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseScanLink, parseTypedCode } from './scan-link.ts';

const ID = 'abcdefghijklmnopqrstuv';
const CODE = 'A'.repeat(43);

test('the link of a QR is read', () => {
  const ticket = { id: ID, t: 1_764_000_000, c: CODE };
  assert.deepEqual(parseScanLink(`https://ca.example/s/${ID}?t=1764000000&c=${CODE}`), ticket);
  assert.deepEqual(parseScanLink(` http://127.0.0.1:8700/s/${ID}?c=${CODE}&t=1764000000\n`), ticket);
});

test('anything else is refused', () => {
  const refused = [
    '',
    'hello',
    `https://ca.example/s/${ID}`,
    `https://ca.example/s/${ID}?t=-1&c=${CODE}`,
    `https://ca.example/s/${ID}?t=1.5&c=${CODE}`,
    `https://ca.example/s/${ID}?t=1&c=${CODE}A`,
    `https://ca.example/x/s/${ID}?t=1&c=${CODE}`,
    `https://ca.example/s/${ID}/?t=1&c=${CODE}`,
    `https://ca.example/s/${ID}0?t=1&c=${CODE}`,
    `javascript:/s/${ID}?t=1&c=${CODE}`,
    `https://ca.example/s/${ID}?t=1&c=${CODE}&x=${'y'.repeat(600)}`,
  ];
  for (const link of refused) assert.throws(() => parseScanLink(link), { code: 'wallet/link-invalid' }, link);
});

test('the typed code may have blanks', () => {
  assert.deepEqual(parseTypedCode('1234 5678'), { typedCode: '12345678' });
  assert.deepEqual(parseTypedCode('1234-5678 '), { typedCode: '12345678' });
  for (const code of ['1234567', '123456789', '1234567a']) {
    assert.throws(() => parseTypedCode(code), { code: 'wallet/typed-code-format' });
  }
});
