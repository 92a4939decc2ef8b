/** Assertions about refusals: the code, and that nothing but a PkiError ever comes out of a parser. */
import assert from 'node:assert/strict';
import type { PkiErrorCode } from '../errors.ts';
import { PkiError } from '../errors.ts';

export function refuses(
  action: () => unknown,
  code: PkiErrorCode,
  where: { offset?: number; field?: string } = {},
): void {
  assert.throws(action, (error: unknown) => {
    assert.ok(error instanceof PkiError, String(error));
    assert.equal(error.code, code, error.message);
    if ('offset' in where) assert.equal(error.offset, where.offset, error.message);
    if ('field' in where) assert.equal(error.field, where.field, error.message);
    return true;
  });
}

/** Whatever the bytes: a value, or a PkiError with an offset. */
export function neverCrashes(parse: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  try {
    parse(bytes);
  } catch (error) {
    assert.ok(error instanceof PkiError, error instanceof Error ? error.stack : String(error));
    assert.equal(typeof error.offset, 'number', error.message);
  }
}
