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

test('hashes that another implementation made are read', async () => {
  const { argon2id } = await import('hash-wasm');
  const options = { password: 'secret', salt: new Uint8Array(16).fill(7), memorySize: 1024, iterations: 3 } as const;
  const hash = await argon2id({ ...options, parallelism: 1, hashLength: 32, outputType: 'encoded' });
  assert.equal(await verifyPassword('secret', hash), true);
  assert.equal(await verifyPassword('Secret', hash), false);
});

test('a stored text that is no hash, or asks for the machine’s memory, is refused', async () => {
  const hash = await hashPassword('secret');
  await assert.rejects(verifyPassword('secret', 'plain'), TypeError);
  await assert.rejects(verifyPassword('secret', hash.replace('m=19456', 'm=9999999')), TypeError);
});
