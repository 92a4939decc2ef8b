/**
 * GHASH (GB/T 36624-2018 clause 9, NIST SP 800-38D clause 6.4) without tables: products over GF(2) are made of integer products
 * whose operands hold every fourth bit, so that no carry reaches a bit that is kept (Pornin, BearSSL, "ctmul64"). It is
 * constant-time where the multiplication of 64-bit integers is, as on every 64-bit processor of a phone or a server.
 */

import { NIBBLES, REVERSED } from './bytes';
import { CONTEXT, IO } from './memory';

/** Places in the context area: the hash key H and the sum Y. */
const H = CONTEXT + 176;
const Y = CONTEXT + 192;

const EVERY_FOURTH: u64 = 0x1111111111111111;

/** Reversed order of the bits of a nibble, as the lower and as the upper half of a byte. */
const LOW = memory.data<u8>([0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], 16);
const HIGH = memory.data<u8>([0, 128, 64, 192, 32, 160, 96, 224, 16, 144, 80, 208, 48, 176, 112, 240], 16);

/** Takes `length` bytes from `offset` of the exchange area, the last block filled up with zeros there, into Y. */
export function ghash(offset: i32, length: i32): void {
  const wholeReversed = v128.load(REVERSED);
  const start = IO + <usize>offset;
  const end = start + <usize>length;
  for (let i = length; i & 15; i++) store<u8>(start + <usize>i, 0);
  // Lanes of h and y: the lower and the upper half; of hr and yr, whose bits are reversed, the upper and the lower.
  const h = i8x16.swizzle(v128.load(H), wholeReversed);
  const hr = Bits.reversed(v128.load(H));
  const h0 = i64x2.extract_lane(h, 0);
  const h1 = i64x2.extract_lane(h, 1);
  const h1r = i64x2.extract_lane(hr, 0);
  const h0r = i64x2.extract_lane(hr, 1);
  let sum = v128.load(Y);
  for (let at = start; at < end; at += 16) {
    sum = v128.xor(sum, v128.load(at));
    const y = i8x16.swizzle(sum, wholeReversed);
    const yr = Bits.reversed(sum);
    const y0 = i64x2.extract_lane(y, 0);
    const y1 = i64x2.extract_lane(y, 1);
    const y1r = i64x2.extract_lane(yr, 0);
    const y0r = i64x2.extract_lane(yr, 1);
    // Karatsuba: low, high and middle product; the reversed operands give the upper halves.
    const low = multiply(y0, h0);
    const high = multiply(y1, h1);
    const middle = multiply(y0 ^ y1, h0 ^ h1) ^ low ^ high;
    const lowTop = multiply(y0r, h0r);
    const highTop = multiply(y1r, h1r);
    const middleTop = multiply(y0r ^ y1r, h0r ^ h1r) ^ lowTop ^ highTop;
    const tops = Bits.reversedWords(i64x2.replace_lane(i64x2.splat(lowTop), 1, highTop));
    // GCM numbers the bits from the other end: the product of 255 bits is moved up by one.
    const v0 = <u64>low;
    const v1 = (<u64>i64x2.extract_lane(tops, 0) >> 1) ^ middle;
    const v2 = high ^ (<u64>i64x2.extract_lane(Bits.reversedWords(i64x2.splat(middleTop)), 0) >> 1);
    const v3 = <u64>i64x2.extract_lane(tops, 1) >> 1;
    const z0 = v0 << 1;
    let z1 = (v1 << 1) | (v0 >> 63);
    let z2 = (v2 << 1) | (v1 >> 63);
    let z3 = (v3 << 1) | (v2 >> 63);
    // Modulo x¹²⁸ + x⁷ + x² + x + 1, a word at a time.
    z2 ^= z0 ^ (z0 >> 1) ^ (z0 >> 2) ^ (z0 >> 7);
    z1 ^= (z0 << 63) ^ (z0 << 62) ^ (z0 << 57);
    z3 ^= z1 ^ (z1 >> 1) ^ (z1 >> 2) ^ (z1 >> 7);
    z2 ^= (z1 << 63) ^ (z1 << 62) ^ (z1 << 57);
    sum = i8x16.swizzle(i64x2.replace_lane(i64x2.splat(z2), 1, z3), wholeReversed);
  }
  v128.store(Y, sum);
}

/** The lower 64 bits of the product over GF(2). */
function multiply(x: u64, y: u64): u64 {
  const x0 = x & EVERY_FOURTH;
  const x1 = x & (EVERY_FOURTH << 1);
  const x2 = x & (EVERY_FOURTH << 2);
  const x3 = x & (EVERY_FOURTH << 3);
  const y0 = y & EVERY_FOURTH;
  const y1 = y & (EVERY_FOURTH << 1);
  const y2 = y & (EVERY_FOURTH << 2);
  const y3 = y & (EVERY_FOURTH << 3);
  const z0 = (x0 * y0) ^ (x1 * y3) ^ (x2 * y2) ^ (x3 * y1);
  const z1 = (x0 * y1) ^ (x1 * y0) ^ (x2 * y3) ^ (x3 * y2);
  const z2 = (x0 * y2) ^ (x1 * y1) ^ (x2 * y0) ^ (x3 * y3);
  const z3 = (x0 * y3) ^ (x1 * y2) ^ (x2 * y1) ^ (x3 * y0);
  return (z0 & EVERY_FOURTH) | (z1 & (EVERY_FOURTH << 1)) | (z2 & (EVERY_FOURTH << 2)) | (z3 & (EVERY_FOURTH << 3));
}

/** Inlined: orders of bits. */
class Bits {
  /** The bits of every byte in reverse order. */
  @inline
  static reversed(x: v128): v128 {
    const nibble = v128.load(NIBBLES);
    const low = i8x16.swizzle(v128.load(HIGH), v128.and(x, nibble));
    return v128.or(low, i8x16.swizzle(v128.load(LOW), v128.and(i32x4.shr_u(x, 4), nibble)));
  }

  /** The bits of both 64-bit lanes in reverse order. */
  @inline
  static reversedWords(x: v128): v128 {
    const bytes = i8x16(7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
    return i8x16.swizzle(Bits.reversed(x), bytes);
  }
}
