/**
 * RSAPublicKey (RFC 8017 §A.1.1) within limits: a modulus of 2048 to 8192 bits, odd; an odd exponent from 3 up to 32
 * bits. Smaller moduli can be factored; larger ones, and large exponents, are how a certificate keeps a verifier busy.
 */
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { PkiError } from '../errors.ts';

export interface RsaPublicKey {
  /** Big-endian, without leading zeros. */
  modulus: Uint8Array;
  modulusBits: number;
  exponent: number;
}

export const MIN_MODULUS_BITS = 2048;
export const MAX_MODULUS_BITS = 8192;

/** `key` is the content of the BIT STRING. Throws `pki/unsupported-key` outside the limits. */
export function readRsaPublicKey(key: Uint8Array, offset: number): RsaPublicKey {
  const value = readDer(key, { base: offset, limits: { maxBytes: 2048, maxDepth: 2 } });
  const fields = value.open(TAG.sequence, 'rsaPublicKey');
  const modulusAt = fields.next(TAG.integer, 'modulus');
  const exponentAt = fields.next(TAG.integer, 'publicExponent');
  fields.done();
  const modulus = magnitude(modulusAt, 'modulus');
  const exponentBytes = magnitude(exponentAt, 'publicExponent');
  const modulusBits = modulus.length * 8 - Math.clz32(modulus[0] as number) + 24;
  if (modulusBits < MIN_MODULUS_BITS || modulusBits > MAX_MODULUS_BITS) {
    refuse(modulusAt, 'modulus', `${modulusBits} bits, ${MIN_MODULUS_BITS} to ${MAX_MODULUS_BITS} are supported`);
  }
  if (((modulus.at(-1) as number) & 1) === 0) refuse(modulusAt, 'modulus', 'even');
  const exponent = exponentBytes.length > 4 ? 0 : exponentBytes.reduce((sum, byte) => sum * 256 + byte, 0);
  if (exponent < 3 || exponent % 2 === 0) {
    refuse(exponentAt, 'publicExponent', 'an odd number from 3 to 32 bits is supported');
  }
  return { modulus, modulusBits, exponent };
}

function magnitude(value: Der, field: string): Uint8Array {
  const { content } = value;
  if ((content[0] as number) >= 0x80) refuse(value, field, 'negative');
  return content.length > 1 && content[0] === 0 ? content.subarray(1) : content;
}

function refuse(value: Der, field: string, detail: string): never {
  throw new PkiError('pki/unsupported-key', detail, { offset: value.offset, field });
}
