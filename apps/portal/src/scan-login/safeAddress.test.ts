import assert from 'node:assert/strict';
import test from 'node:test';
import { safeAddress } from './safeAddress.ts';

const base = 'http://127.0.0.1:8700/scan-login/x';

test('paths and http addresses pass', () => {
  assert.equal(safeAddress('/oidc/auth/abc', base), 'http://127.0.0.1:8700/oidc/auth/abc');
  assert.equal(safeAddress('https://exchange.example/cb?code=1', base), 'https://exchange.example/cb?code=1');
});

test('a script or nothing at all does not', () => {
  for (const address of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'http://', '', null]) {
    assert.equal(safeAddress(address, base), undefined, String(address));
  }
});
