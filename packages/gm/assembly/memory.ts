/**
 * Fixed places in linear memory. The host writes arguments into the exchange area and reads answers from it; what was
 * secret there is overwritten by `wipe`, which the host calls in a `finally`.
 */

/** Length of the exchange area in bytes: what is worked on, and behind it the context (keys, chaining values, states). */
export const IO_BYTES: i32 = 65536 + 4096;

export const IO = memory.data(65536 + 4096, 16);
export const CONTEXT = IO + 65536;

/** Address of the exchange area. */
export function io(): usize {
  return IO;
}

/** Overwrites `length` bytes from `offset` of the exchange area. */
export function wipe(offset: i32, length: i32): void {
  memory.fill(IO + <usize>offset, 0, <usize>length);
}
