/**
 * The values that cross the signer's socket: ids, byte strings, instants.
 * Bytes travel as unpadded base64url (RFC 4648 section 5) and exist in code only as Uint8Array.
 */
import { z } from 'zod';

const BASE64URL = /^[A-Za-z0-9_-]*$/;

function decodeBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  // One text per value: spare bits in the last character would give a second spelling of the same bytes.
  return Buffer.from(bytes).toString('base64url') === text ? bytes : undefined;
}

function bytesCodec(minimum: number, maximum: number) {
  const longest = Math.ceil((maximum * 4) / 3);
  return z.codec(
    z.string().max(longest).regex(BASE64URL),
    z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length >= minimum && value.length <= maximum),
    {
      decode: (text, context) => {
        const bytes = decodeBytes(text);
        if (bytes) return bytes;
        context.issues.push({ code: 'custom', input: text, message: 'not canonical base64url' });
        return z.NEVER;
      },
      encode: (bytes) => Buffer.from(bytes).toString('base64url'),
    },
  );
}

/** Exactly `length` bytes. */
export const bytesOf = (length: number) => bytesCodec(length, length);

/** Between one and `maximum` bytes. */
export const bytesUpTo = (maximum: number) => bytesCodec(1, maximum);

/** A name chosen by the caller (key, device thumbprint, ceremony, order, operator): opaque to the signer, never a path. */
export const id = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,95}$/);

/** An SM2 point, 04‖X‖Y. Being on the curve is checked where it is used. */
export const point = bytesOf(65);

/** An SM2 scalar, big-endian. */
export const scalar = bytesOf(32);

/** An SM2 signature r‖s. */
export const signature = bytesOf(64);

/** A zero-knowledge proof of the two-party protocol, c‖z. */
export const proof = bytesOf(64);

/** A moment, as an ISO 8601 UTC instant. */
export const instant = z.iso.datetime();

/** The largest request and reply bodies, in bytes. */
export const MAX_BODY = 1024 * 1024;

/** Who holds the other share: account and device, bound into the proofs of the key. */
export const holder = z.strictObject({ account: id, device: id });
export type Holder = z.output<typeof holder>;
