import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SecretBox } from './secret-box.ts';

test('a secret opens at its place, under its key, unaltered; nowhere else', () => {
  const box = new SecretBox('k'.repeat(43));
  const sealed = box.seal({ verifier: '密' }, 'login:1');
  assert.deepEqual(box.open(sealed, 'login:1'), { verifier: '密' });
  assert.throws(() => box.open(sealed, 'login:2'));
  assert.throws(() => new SecretBox('l'.repeat(43)).open(sealed, 'login:1'));
  const altered = Buffer.from(sealed);
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
  assert.throws(() => box.open(altered, 'login:1'));
  assert.ok(!sealed.includes('verifier'));
});
