/**
 * What the tests of this package share: hexadecimal, random sources, and the expectation of an error code. Not part of the product.
 */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { GmErrorCode } from './errors.ts';
import { GmError } from './errors.ts';
import type { RandomBytes } from './random.ts';
import { Secret } from './secret.ts';

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  assert.match(text, /^([0-9a-f]{2})*$/i);
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function hex(value: Uint8Array): string {
  return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function secret(hexadecimal: string): Secret {
  return Secret.take(bytes(hexadecimal));
}

export const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));

/** A fixed byte stream. `left()` is what nobody drew; drawing past the end fails the test. */
export function stream(hexadecimal: string): { random: RandomBytes; left: () => number } {
  const all = bytes(hexadecimal);
  let offset = 0;
  return {
    random: (length) => {
      assert.ok(offset + length <= all.length, 'the random stream is too short');
      offset += length;
      return all.slice(offset - length, offset);
    },
    left: () => all.length - offset,
  };
}

/** Asserts that `run` throws a GmError with this code. */
export function throwsCode(code: GmErrorCode, run: () => unknown, field?: string): void {
  assert.throws(run, (error: unknown) => {
    assert.ok(error instanceof GmError, String(error));
    assert.equal(error.code, code);
    if (field !== undefined) assert.equal(error.field, field);
    return true;
  });
}
