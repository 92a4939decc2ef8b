/** The encodings an RSA signature must open to (RFC 8017 §9): EMSA-PKCS1-v1_5 by building the only right one, EMSA-PSS. */
import { concat, sameBytes } from '../../bytes.ts';
import { OID } from '../../der/oids.ts';
import { nullValue, octetString, oid, sequence } from '../../der/write.ts';
import type { HashName } from '../hash-name.ts';

/** §9.2. Comparing whole encodings leaves no room for the garbage that forged signatures hide in (Bleichenbacher 2006). */
export function pkcs1Matches(encoded: Uint8Array, hash: HashName, digest: Uint8Array): boolean {
  const info = sequence(sequence(oid(OID[hash]), nullValue()), octetString(digest));
  const padding = new Uint8Array(encoded.length - info.length - 3).fill(0xff);
  return sameBytes(encoded, concat(Uint8Array.of(0x00, 0x01), padding, Uint8Array.of(0x00), info));
}

type Digest = (message: Uint8Array) => Uint8Array;

/** §9.1.2. `encoded` has as many bytes as the modulus, `bits` are one less than the modulus has. */
export function pssMatches(input: {
  encoded: Uint8Array;
  bits: number;
  digest: Uint8Array;
  digestOf: Digest;
  saltLength: number;
}): boolean {
  const { encoded, bits, digest, digestOf, saltLength } = input;
  const length = Math.ceil(bits / 8);
  const extra = encoded.length - length;
  if (encoded.subarray(0, extra).some(Boolean)) return false;
  const message = encoded.subarray(extra);
  const blockLength = length - digest.length - 1;
  const zeros = blockLength - saltLength - 1;
  if (zeros < 0 || message[length - 1] !== 0xbc) return false;
  const seed = message.subarray(blockLength, length - 1);
  const unused = 8 * length - bits;
  const masked = message.subarray(0, blockLength);
  if ((masked[0] as number) >> (8 - unused) !== 0) return false;
  const block = maskedWith(masked, seed, digestOf);
  block[0] = (block[0] as number) & (0xff >> unused);
  if (block.subarray(0, zeros).some(Boolean) || block[zeros] !== 0x01) return false;
  return sameBytes(seed, digestOf(concat(new Uint8Array(8), digest, block.subarray(zeros + 1))));
}

/** XOR with MGF1 (§B.2.1) of the seed. */
function maskedWith(bytes: Uint8Array, seed: Uint8Array, digestOf: Digest): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let at = 0, counter = 0; at < out.length; counter++) {
    const mask = digestOf(concat(seed, Uint8Array.of(0, 0, counter >> 8, counter & 0xff)));
    for (let i = 0; i < mask.length && at < out.length; i++, at++) out[at] = (out[at] as number) ^ (mask[i] as number);
  }
  return out;
}
