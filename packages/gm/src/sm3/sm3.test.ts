/**
 * Vectors of GM/T 0004-2012 Annex A and one of HMAC; Node's OpenSSL, which nobody here wrote, at every border. Run with the
 * WebAssembly core, and by portable-branch.test.ts without it.
 */

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { concat, uint32 } from '../bytes.ts';
import { core, WORK_BYTES } from '../core/core.ts';
import { bytes, hex, throwsCode, utf8 } from '../test-support.ts';
import { HmacSm3Key, hmacSm3 } from './hmac.ts';
import { Sm3, sm3, sm3Kdf, sm3Parts } from './sm3.ts';

const VECTORS = [
  ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
] as const;

/** Lengths around blocks, padding and pieces of the exchange area. */
const LENGTHS = [
  ...Array.from({ length: 261 }, (_, length) => length),
  ...[1, 2, 3].flatMap((n) => [-129, -128, -127, -65, -64, -9, -8, -1, 0, 1, 64].map((d) => n * WORK_BYTES + d)),
];

const openssl = (...parts: Uint8Array[]) =>
  createHash('sm3')
    .update(concat(...parts))
    .digest('hex');
const opensslHmac = (key: Uint8Array, message: Uint8Array) => createHmac('sm3', key).update(message).digest('hex');
const sample = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) + length) & 0xff);

/** Cuts `whole` at places between 0 and 1. */
function cut(whole: Uint8Array, places: number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => Math.floor(place * whole.length)).toSorted((a, b) => a - b), whole.length];
  return at.slice(1).map((end, i) => whole.subarray(at[i], end));
}
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
const message = fc.oneof(fc.nat(300), fc.constantFrom(...LENGTHS)).map(sample);

describe('SM3', () => {
  test('vectors', () => {
    for (const [text, digest] of VECTORS) {
      assert.equal(hex(sm3(utf8(text))), digest);
      assert.equal(hex(new Sm3().update(utf8(text)).digest()), digest);
    }
  });

  test('is OpenSSL’s at every border', () => {
    for (const length of LENGTHS) {
      assert.equal(hex(sm3(sample(length))), openssl(sample(length)), `${length} bytes`);
      assert.equal(hex(new Sm3().update(sample(length)).digest()), openssl(sample(length)), `${length} bytes`);
    }
  });

  test('is the same however the message is cut', () => {
    fc.assert(
      fc.property(message, places, (whole, at) => {
        const parts = cut(whole, at);
        const hash = new Sm3();
        for (const part of parts) hash.update(part);
        assert.equal(hex(hash.digest()), openssl(whole));
        assert.equal(hex(sm3Parts(...parts)), openssl(whole));
      }),
    );
  });

  test('objects side by side do not disturb each other', () => {
    const [a, b] = [new Sm3(), new Sm3()];
    for (const length of [10, 64, 100, 1]) {
      a.update(sample(length));
      b.update(sample(length + 1));
      sm3(sample(length));
    }
    assert.equal(hex(a.digest()), openssl(...[10, 64, 100, 1].map(sample)));
    assert.equal(hex(b.digest()), openssl(...[11, 65, 101, 2].map(sample)));
  });

  test('a finished digest refuses more', () => {
    const hash = new Sm3();
    hash.digest();
    throwsCode('gm/invalid-type', () => hash.update(bytes('00')));
    throwsCode('gm/invalid-type', () => hash.digest());
    throwsCode('gm/invalid-type', () => new Sm3().update('abc' as unknown as Uint8Array), 'data');
    throwsCode('gm/invalid-type', () => sm3('abc' as unknown as Uint8Array), 'data');
  });

  test('the result is plain bytes', () => {
    for (const digest of [new Sm3().digest(), sm3(bytes('00')), hmacSm3(bytes('00'), bytes('00'))]) {
      assert.equal(Object.getPrototypeOf(digest), Uint8Array.prototype);
      assert.equal(digest.buffer.byteLength, 32);
    }
  });
});

describe('HMAC-SM3', () => {
  test('vector', () => {
    assert.equal(
      hex(hmacSm3(utf8('key'), utf8('The quick brown fox jumps over the lazy dog'))),
      'bd4a34077888162b210645b8ebf74b9af357303789357a27c7fc457244ebd398',
    );
  });

  test('is OpenSSL’s with keys around a block, prepared or not, and however the message is cut', () => {
    const key = fc.constantFrom(0, 1, 32, 63, 64, 65, 200).map(sample);
    fc.assert(
      fc.property(key, message, places, (secret, whole, at) => {
        const expected = opensslHmac(secret, whole);
        assert.equal(hex(hmacSm3(secret, whole)), expected);
        const prepared = new HmacSm3Key(secret);
        const mac = prepared.start();
        for (const part of cut(whole, at)) mac.update(part);
        prepared.wipe();
        assert.equal(hex(mac.digest()), expected);
      }),
    );
  });

  test('a prepared key serves many messages until it is wiped', () => {
    const key = new HmacSm3Key(utf8('key'));
    for (const length of [0, 1, 55, 56, 119, 120]) {
      assert.equal(hex(key.mac(sample(length))), opensslHmac(utf8('key'), sample(length)));
    }
    key.wipe();
    throwsCode('gm/secret-wiped', () => key.mac(bytes('00')));
    throwsCode('gm/invalid-type', () => hmacSm3('key' as unknown as Uint8Array, bytes('00')), 'key');
    throwsCode('gm/invalid-type', () => hmacSm3(bytes('00'), 'message' as unknown as Uint8Array), 'data');
  });
});

describe('KDF', () => {
  test('is SM3 of Z and a counter, cut', () => {
    for (const [zLength, length] of [
      [1, 40],
      [51, 32],
      [52, 33],
      [63, 1],
      [64, 64],
      [65, 100],
      [130, 95],
      [70_000, 31],
      [64, 70_000],
    ] as const) {
      const z = sample(zLength);
      const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => openssl(z, uint32(i + 1)));
      assert.equal(hex(sm3Kdf(z, length)), blocks.join('').slice(0, 2 * length));
    }
  });

  test('refuses lengths it cannot give', () => {
    for (const length of [0, -1, 1.5, Number.NaN, 2 ** 37]) {
      throwsCode('gm/invalid-length', () => sm3Kdf(bytes('00'), length), 'length');
    }
  });
});

// These tests run once more without a core: then there is no such area.
if (core !== undefined)
  test('nothing is left in the exchange area', () => {
    const key = new HmacSm3Key(sample(40));
    const work = [
      () => sm3(sample(1000)),
      () => new Sm3().update(sample(100)).update(sample(100_000)).digest(),
      () => key.mac(sample(100)),
      () => hmacSm3(sample(100), sample(70_000)),
      () => sm3Kdf(sample(100), 70_000),
      () => sm3Kdf(sample(64), 10),
    ];
    for (const run of work) {
      run();
      assert.ok(
        core?.io.every((byte) => byte === 0),
        String(run),
      );
    }
  });
