import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password opens its own hash, in whichever form its characters were typed', async () => {
  const hash = await hashPassword('Ａ密码１２３');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await verifyPassword('A密码123', hash), true);
  assert.equal(await verifyPassword('A密码124', hash), false);
});

test('two hashes of one password differ', async () => {
  assert.notEqual(await hashPassword('same'), await hashPassword('same'));
});

test('nobody’s hash is opened by nothing', async () => {
  assert.equal(await verifyPassword('anything', undefined), false);
});
