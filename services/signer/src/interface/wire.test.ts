import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { bytesOf, bytesUpTo, id } from './wire.ts';

test('bytes cross as canonical base64url and come back as they were', () => {
  for (const length of [1, 2, 3, 31, 32, 33]) {
    const bytes = new Uint8Array(randomBytes(length));
    const text = z.encode(bytesOf(length), bytes);
    assert.deepEqual(bytesOf(length).parse(text), bytes);
  }
});

test('other spellings, alphabets and lengths are refused', () => {
  assert.ok(bytesOf(1).safeParse('AA').success);
  for (const text of ['AB', 'A', 'AA==', 'A A', '+/', '', 'AAA', 'AA\n', null, 7]) {
    assert.ok(!bytesOf(1).safeParse(text).success, String(text));
  }
  assert.ok(!bytesUpTo(4).safeParse('').success);
  assert.ok(!bytesUpTo(4).safeParse('AAAAAAA').success);
  assert.throws(() => z.encode(bytesOf(2), new Uint8Array(3)));
});

test('an id is a UUID, a key thumbprint with any first character, or a short name; never a path or a list', () => {
  for (const good of ['0b9c4e4e-2f0c-4d3e-9a54-0e6d3a1c9b11', '-_8fJk'.padEnd(43, 'x'), 'operator-a', 'a'.repeat(96)]) {
    assert.ok(id.safeParse(good).success, good);
  }
  for (const bad of ['', 'a b', 'a/b', 'a\0', '标', 'a'.repeat(97), ['a']]) assert.ok(!id.safeParse(bad).success);
});
