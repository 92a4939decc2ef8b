import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuses } from '../testing/refusals.ts';
import { pemDecode, pemEncode } from './pem.ts';

const [first, second] = [Uint8Array.of(0x30, 0), Uint8Array.from({ length: 100 }, (_, i) => i)];

test('every block of a label is found, with what stands between', () => {
  const text = `a\n${pemEncode('CERTIFICATE', first)}${pemEncode('PUBLIC KEY', first)}b-----${pemEncode('CERTIFICATE', second)}`;
  assert.deepEqual(pemDecode('CERTIFICATE', text), [first, second]);
  assert.deepEqual(pemDecode('CERTIFICATE', text.replaceAll('\n', '\r\n')), [first, second]);
  assert.deepEqual(pemDecode('PUBLIC KEY', text), [first]);
});

test('blocks that are cut, nested or carry headers are none', () => {
  const whole = pemEncode('CERTIFICATE', first);
  const begin = '-----BEGIN CERTIFICATE-----\n';
  assert.deepEqual(pemDecode('CERTIFICATE', whole.slice(0, -12)), []);
  assert.deepEqual(pemDecode('CERTIFICATE', begin + whole), [first]);
  assert.deepEqual(pemDecode('CERTIFICATE', whole.replace(begin, `${begin}Proc-Type: 4,ENCRYPTED\n`)), []);
  assert.deepEqual(pemDecode('CERTIFICATE', whole.replace(begin, begin.trim())), []);
});

test('text that is not base64 is refused where its block begins', () => {
  refuses(
    () => pemDecode('CERTIFICATE', `a\n${pemEncode('CERTIFICATE', first)}`.replace('=', 'A=')),
    'pki/bad-structure',
    {
      offset: 2,
      field: 'pem',
    },
  );
});

test('a page of blanks and beginnings takes no time', () => {
  const begin = '-----BEGIN CERTIFICATE-----';
  assert.deepEqual(pemDecode('CERTIFICATE', begin + '\n'.repeat(1_000_000)), []);
  assert.deepEqual(pemDecode('CERTIFICATE', `${begin}\n${'\n'.repeat(1_000_000)}-----END PUBLIC KEY-----`), []);
  assert.deepEqual(pemDecode('CERTIFICATE', begin.repeat(100_000)), []);
});
