import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { constantTimeEqual } from './bytes.ts';
import type { RandomBytes } from './random.ts';
import { Secret } from './secret.ts';
import { sm2GenerateKeyPair } from './sm2/key.ts';
import { sm2Signer } from './sm2/signer.ts';
import { bytes, hex, random, throwsCode } from './test-support.ts';

const VALUE = 'c0ffee00c0ffee11';

test('taking a secret empties the source', () => {
  const source = bytes(VALUE);
  const secret = Secret.take(source);
  assert.equal(hex(source), '00'.repeat(8));
  assert.equal(secret.length, 8);
  assert.equal(secret.use(hex), VALUE);
});

test('a secret is redacted wherever it might be printed', () => {
  const secret = Secret.take(bytes(VALUE));
  const shown = [String(secret), `${secret}`, JSON.stringify({ secret }), inspect(secret), inspect({ a: [secret] })];
  for (const text of shown) {
    assert.match(text, /\[secret\]/);
    assert.doesNotMatch(text, /c0|ffee|192|255/i);
  }
  assert.deepEqual(Object.keys(secret), []);
});

test('a wiped secret cannot be read', () => {
  const secret = Secret.take(bytes(VALUE));
  let seen = new Uint8Array();
  secret.use((held) => (seen = held as Uint8Array<ArrayBuffer>));
  const copy = secret.copy();
  secret.wipe();
  secret.wipe();
  assert.equal(hex(seen), '00'.repeat(8));
  assert.equal(hex(copy), VALUE);
  throwsCode('gm/secret-wiped', () => secret.use(hex));
  throwsCode('gm/secret-wiped', () => secret.copy());
});

test('only bytes can be taken', () => {
  throwsCode('gm/invalid-type', () => Secret.take('c0ffee' as unknown as Uint8Array));
});

test('comparison of secrets', () => {
  assert.equal(constantTimeEqual(bytes('0102'), bytes('0102')), true);
  assert.equal(constantTimeEqual(bytes('0102'), bytes('0103')), false);
  assert.equal(constantTimeEqual(bytes('0102'), bytes('8102')), false);
  assert.equal(constantTimeEqual(bytes('0102'), bytes('010200')), false);
  assert.equal(constantTimeEqual(bytes(''), bytes('')), true);
  throwsCode('gm/invalid-type', () => constantTimeEqual([1] as unknown as Uint8Array, bytes('01')));
});

test('wiped while it is lent out, it throws: the answer was computed with zeros', () => {
  const lent = Secret.take(bytes('01'));
  throwsCode('gm/secret-wiped', () => lent.use(() => lent.wipe()));
  const signer = sm2Signer({ privateKey: sm2GenerateKeyPair(random).privateKey });
  const wipes: RandomBytes = (length) => {
    signer.wipe();
    return random(length);
  };
  throwsCode('gm/secret-wiped', () => signer.sign(bytes(''), wipes));
});
