import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unkeepableText } from './text.ts';

test('a NUL or half a character is found wherever it stands', () => {
  assert.equal(unkeepableText('a\0b'), '');
  assert.equal(unkeepableText({ form: { names: ['ok', '\ud800'] } }), 'form.names.1');
  assert.equal(unkeepableText({ file: new File(['\0'], 'a\0.pdf') }), 'file');
});

test('everything else passes, content of files included, and depth does not matter', () => {
  assert.equal(unkeepableText({ a: '印𠮷😀\n\u202e', b: 1, c: null, d: new File(['\0'], 'a.pdf') }), null);
  let deep: unknown = 'x';
  for (let i = 0; i < 100_000; i++) deep = [deep];
  assert.equal(unkeepableText(deep), null);
});
