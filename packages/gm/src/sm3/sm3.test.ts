/** Vectors of GM/T 0004-2012 Annex A and one of HMAC. Both implementations must agree on everything. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bytes, hex, throwsCode, utf8 } from '../test-support.ts';
import { Sm3 as NativeSm3 } from './native.ts';
import { Sm3 as PortableSm3 } from './portable.ts';
import { hmacSm3, sm3, sm3Kdf } from './sm3.ts';

const VECTORS = [
  ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
] as const;

for (const [name, Sm3] of [
  ['native', NativeSm3],
  ['portable', PortableSm3],
] as const) {
  describe(`SM3, ${name}`, () => {
    test('vectors', () => {
      for (const [message, digest] of VECTORS) assert.equal(hex(new Sm3().update(utf8(message)).digest()), digest);
    });

    test('a finished digest refuses more', () => {
      const hash = new Sm3();
      hash.digest();
      throwsCode('gm/invalid-type', () => hash.update(bytes('00')));
      throwsCode('gm/invalid-type', () => hash.digest());
      throwsCode('gm/invalid-type', () => new Sm3().update('abc' as unknown as Uint8Array));
    });

    test('the result is plain bytes', () => {
      const digest = new Sm3().digest();
      assert.equal(Object.getPrototypeOf(digest), Uint8Array.prototype);
      assert.equal(digest.buffer.byteLength, 32);
    });
  });
}

test('native and portable agree at every length around the block borders', () => {
  for (let length = 0; length <= 260; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
    assert.equal(hex(new PortableSm3().update(message).digest()), hex(new NativeSm3().update(message).digest()));
  }
});

test('native and portable agree however the message is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (parts) => {
      const native = new NativeSm3();
      const portable = new PortableSm3();
      for (const part of parts) {
        native.update(part);
        portable.update(part);
      }
      assert.equal(hex(portable.digest()), hex(native.digest()));
    }),
  );
});

test('HMAC-SM3', () => {
  assert.equal(
    hex(hmacSm3(utf8('key'), utf8('The quick brown fox jumps over the lazy dog'))),
    'bd4a34077888162b210645b8ebf74b9af357303789357a27c7fc457244ebd398',
  );
  const long = new Uint8Array(65).fill(7);
  assert.equal(hex(hmacSm3(long, utf8('x'))), hex(hmacSm3(sm3(long), utf8('x'))));
});

test('KDF counts from one, cuts the last block, and refuses lengths it cannot give', () => {
  const z = utf8('z');
  const first = sm3(bytes(`${hex(z)}00000001`));
  const second = sm3(bytes(`${hex(z)}00000002`));
  assert.equal(hex(sm3Kdf(z, 40)), hex(first) + hex(second).slice(0, 16));
  for (const length of [0, -1, 1.5, Number.NaN, 2 ** 37]) throwsCode('gm/invalid-length', () => sm3Kdf(z, length));
});
