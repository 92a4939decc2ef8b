import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stretchPin } from './pin-stretch.ts';

test('the same PIN and salt give the same 32 bytes, another PIN or salt others', async () => {
  const salt = new Uint8Array(16).fill(7);
  const [once, again, otherPin, otherSalt] = await Promise.all([
    stretchPin('271828', salt),
    stretchPin('271828', salt),
    stretchPin('271829', salt),
    stretchPin('271828', new Uint8Array(16).fill(8)),
  ]);
  assert.equal(once.length, 32);
  assert.deepEqual(once, again);
  assert.notDeepEqual(once, otherPin);
  assert.notDeepEqual(once, otherSalt);
});
