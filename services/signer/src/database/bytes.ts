/** Byte strings in columns: comparing them, and several equal-sized values in one column. */

/** Equality of public values. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Cuts `bytes` into copies of `size` bytes each. */
export function chunks(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = bytes.length / size;
  if (!Number.isInteger(count)) throw new RangeError('bytes: length is not a multiple of the chunk size');
  return Array.from({ length: count }, (_, index) => bytes.slice(index * size, (index + 1) * size));
}
