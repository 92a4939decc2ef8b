/**
 * What a proof is bound to, as bytes (specs/two-party-sm2/v1.md, clause 3): every part preceded by its length, so that no two lists of parts
 * have the same encoding and a proof made for one key, account, device or request is worthless for another.
 */

import type { Bytes } from '../bytes.ts';
import { concat, uint32 } from '../bytes.ts';
import { GmError } from '../errors.ts';

/** Whose key is being made. Each text is 1 to 255 bytes of UTF-8. */
export interface KeyContext {
  keyId: string;
  account: string;
  device: string;
}

/** Which decryption is being asked for. Each text is 1 to 255 bytes of UTF-8. */
export interface DecryptionContext {
  keyId: string;
  requestId: string;
}

/** Domain separation tags; the last word changes with the use, the number with the protocol. */
export const TAG = {
  phoneKey: 'qianyin/two-party-sm2/v1/phone-key',
  signerKey: 'qianyin/two-party-sm2/v1/signer-key',
  decryption: 'qianyin/two-party-sm2/v1/decryption',
  mask: 'qianyin/two-party-sm2/v1/mask',
} as const;

export function encodeKeyContext(context: KeyContext): Bytes {
  return lengthPrefixed([
    text(context.keyId, 'keyId'),
    text(context.account, 'account'),
    text(context.device, 'device'),
  ]);
}

export function encodeDecryptionContext(context: DecryptionContext): Bytes {
  return lengthPrefixed([text(context.keyId, 'keyId'), text(context.requestId, 'requestId')]);
}

/** Each part as its length in four big-endian bytes and its bytes. */
export function lengthPrefixed(parts: Uint8Array[]): Bytes {
  return concat(...parts.flatMap((part) => [uint32(part.length), part]));
}

function text(value: string, field: string): Bytes {
  // A lone surrogate would be encoded as U+FFFD, and two different texts would become one.
  if (typeof value !== 'string' || !value.isWellFormed()) throw new GmError('gm/invalid-context', field);
  const bytes = new TextEncoder().encode(value);
  if (bytes.length < 1 || bytes.length > 255) throw new GmError('gm/invalid-context', field);
  return bytes;
}
