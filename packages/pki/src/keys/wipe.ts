/** Writing and lending secret bytes without leaving copies behind. What the engine copies on its own stays until reused. */
import { Secret } from '@qianyin/gm';
import { encode } from '../der/write.ts';

/** An encoding of parts that are secret: they are wiped, so that one copy remains. */
export function encodeWiping(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const whole = encode(tag, ...parts);
  wipe(...parts);
  return whole;
}

export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const each of secrets) each.fill(0);
}

/** Hands `bytes` to `read` and wipes them, also when it throws. */
export function useOnce<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T): T {
  try {
    return read(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** Characters, or a Secret of their UTF-8 octets; a string cannot be wiped. */
export type Password = string | Secret;

/** Lends the UTF-8 octets, and wipes the copy. */
export function withPassword<T>(password: Password, read: (octets: Uint8Array) => T): T {
  const octets = password instanceof Secret ? password.copy() : new TextEncoder().encode(password);
  return useOnce(octets, read);
}
