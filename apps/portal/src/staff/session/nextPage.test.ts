import assert from 'node:assert/strict';
import test from 'node:test';
import { nextPage } from './nextPage.ts';

test('pages of the desk are remembered over the login', () => {
  assert.equal(
    nextPage('/desk/audit/0b0e0c9e-0000-4000-8000-000000000000'),
    '/desk/audit/0b0e0c9e-0000-4000-8000-000000000000',
  );
  assert.equal(nextPage('/desk'), '/desk');
});

test('everything else leads to the desk’s start', () => {
  for (const wanted of [null, '', 'https://evil.example/desk', '//evil.example', '/desk/../x', '/deskx', '/desk/login'])
    assert.equal(nextPage(wanted), '/desk', String(wanted));
});
