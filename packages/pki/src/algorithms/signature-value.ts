/**
 * Signature values between their two forms: as they stand in a BIT STRING or OCTET STRING, and raw as WebCrypto and
 * `sm2Sign` give them. SM2 and ECDSA: DER SEQUENCE { r, s } ↔ r‖s in two halves of equal length; RSA: the same bytes.
 */
import { GmError, signatureFromDer, signatureToDer } from '@qianyin/gm';
import { concat, fromHex, toHex } from '../bytes.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readIntegerHex } from '../der/values.ts';
import { integer, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { NIST_CURVE_NAMES, NIST_CURVES } from './nist-curve.ts';
import { MAX_MODULUS_BITS, MIN_MODULUS_BITS } from './rsa-key.ts';
import type { SignatureAlgorithmName } from './signature-algorithm.ts';
import { SCHEMES } from './signature-algorithm.ts';

/** Bytes of r or s on each curve, in rising order. */
const HALVES = NIST_CURVE_NAMES.map((name) => NIST_CURVES[name].length);

/**
 * The raw form; of an algorithm that is not in the table, the octets as they are. A reader does not know the signer's
 * curve yet: halves of ECDSA have the length of the smallest curve that holds both. Throws `pki/bad-der`,
 * `pki/bad-structure`.
 */
export function readSignatureValue(
  { name }: { name: SignatureAlgorithmName | undefined },
  octets: Uint8Array,
  offset: number,
): Uint8Array {
  const family = name && SCHEMES[name].family;
  if (family === 'sm2') return readSm2Signature(octets, offset);
  return family === 'ecdsa' ? readEcdsaSignature(octets, offset) : octets;
}

/** r‖s (64 bytes) from a DER SM2Signature; structure errors become `pki/bad-structure`. */
function readSm2Signature(der: Uint8Array, offset: number): Uint8Array {
  try {
    return signatureFromDer(der);
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    const at = offset + (cause.offset ?? 0);
    throw new PkiError('pki/bad-structure', 'not an SM2 signature', { offset: at, field: 'signature', cause });
  }
}

function readEcdsaSignature(der: Uint8Array, offset: number): Uint8Array {
  const value = readDer(der, { base: offset, limits: { maxBytes: 256, maxDepth: 2 } });
  const fields = value.open(TAG.sequence, 'signature');
  const r = readIntegerHex(fields.any('signature'), 'signature');
  const s = readIntegerHex(fields.any('signature'), 'signature');
  fields.done();
  const half = HALVES.find((length) => r.length <= 2 * length && s.length <= 2 * length);
  if (r === '00' || s === '00' || half === undefined) return value.fail('signature', 'r or s out of range');
  return fromHex(r.padStart(2 * half, '0') + s.padStart(2 * half, '0')) as Uint8Array;
}

/** The octets that stand in the structure. Throws `pki/bad-value` when the length fits no key of the algorithm. */
export function writeSignatureValue(name: SignatureAlgorithmName, signature: Uint8Array): Uint8Array {
  const { family } = SCHEMES[name];
  if (family === 'sm2') return writeSm2Signature(signature);
  if (family === 'ecdsa') {
    if (!HALVES.includes(signature.length / 2)) refuse('r‖s of 64, 96 or 132 bytes expected');
    return sequence(...halvesOf(signature).map((half) => integer(toHex(half))));
  }
  if (signature.length * 8 < MIN_MODULUS_BITS || signature.length * 8 > MAX_MODULUS_BITS) {
    refuse('as many bytes as the modulus has expected');
  }
  return signature;
}

export function writeSm2Signature(signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) refuse('64 bytes r‖s expected');
  if (halvesOf(signature).some((half) => !half.some(Boolean))) refuse('r or s is zero');
  return signatureToDer(signature);
}

export function halvesOf(signature: Uint8Array): [Uint8Array, Uint8Array] {
  const half = signature.length / 2;
  return [signature.subarray(0, half), signature.subarray(half)];
}

/** r‖s with halves of this length, or undefined when a number does not fit. */
export function resizeHalves(signature: Uint8Array, length: number): Uint8Array | undefined {
  if (signature.length === 0 || signature.length % 2 !== 0) return undefined;
  const resized = halvesOf(signature).map((half) => {
    const extra = half.length - length;
    if (extra <= 0) return concat(new Uint8Array(-extra), half);
    return half.subarray(0, extra).some(Boolean) ? undefined : half.subarray(extra);
  });
  return resized[0] && resized[1] && concat(resized[0], resized[1]);
}

function refuse(detail: string): never {
  throw new PkiError('pki/bad-value', detail, { field: 'signature' });
}
