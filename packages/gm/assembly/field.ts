/**
 * Elements of a prime field outside its products: bytes, canonical form, tests and choices. Works for p and for the order n,
 * by the address of the modulus. Constant-time: no branch and no address depends on a limb.
 */

import { P, UNIT } from './constants';
import { multiply } from './products';
import { BYTES, U3 } from './scratch';

const MASK: i32 = 0x1fffffff;

export function copy(out: usize, a: usize): void {
  for (let i = 0; i < 40; i += 8) store<u64>(out + i, load<u64>(a + i));
}

/** 32 big-endian bytes → limbs in [0, 2^29). */
export function readBytes(out: usize, bytes: usize): void {
  for (let i = 0; i < 4; i++) store<u64>(BYTES + 24 - 8 * i, bswap<u64>(load<u64>(bytes + 8 * i)));
  store<u64>(BYTES, 0, 32);
  readLittleEndian(out, BYTES);
}

/** Limbs from little-endian bytes, of which 40 are read. */
function readLittleEndian(out: usize, bytes: usize): void {
  for (let i = 0; i < 9; i++) {
    const bit = 29 * i;
    store<i32>(out + 4 * i, <i32>(load<u64>(bytes + (bit >> 3)) >> (bit & 7)) & MASK);
  }
}

/** Canonical limbs of less than 262 bits → little-endian bytes; 40 bytes are written. */
export function writeLittleEndian(bytes: usize, a: usize): void {
  memory.fill(bytes, 0, 40);
  for (let i = 0; i < 9; i++) {
    const bit = 29 * i;
    const at = bytes + (bit >> 3);
    store<u64>(at, load<u64>(at) | ((<u64>load<u32>(a + 4 * i)) << (bit & 7)));
  }
}

/** Canonical limbs below 2^256 → 32 big-endian bytes. */
export function writeBytes(bytes: usize, a: usize): void {
  writeLittleEndian(BYTES, a);
  for (let i = 0; i < 4; i++) store<u64>(bytes + 8 * i, bswap<u64>(load<u64>(BYTES + 24 - 8 * i)));
}

/** out = a + b, limb by limb, without carries. */
export function add(out: usize, a: usize, b: usize): void {
  for (let i = 0; i < 36; i += 4) store<i32>(out + i, load<i32>(a + i) + load<i32>(b + i));
}

/** out = a − b, limb by limb, without carries. */
export function subtract(out: usize, a: usize, b: usize): void {
  for (let i = 0; i < 36; i += 4) store<i32>(out + i, load<i32>(a + i) - load<i32>(b + i));
}

/** Limbs 0…7 into [0, 2^29); limb 8 takes the sign of the whole. Limbs of up to 31 bits. */
export function carry(a: usize): void {
  let c: i32 = 0;
  for (let i = 0; i < 32; i += 4) {
    c += load<i32>(a + i);
    store<i32>(a + i, c & MASK);
    c >>= 29;
  }
  store<i32>(a, load<i32>(a, 32) + c, 32);
}

/** The one number in [0, modulus) for a value in (−1, 3) moduli with limbs below 2^30. In place. */
export function makeCanonical(a: usize, modulus: usize): void {
  carry(a);
  const negative = load<i32>(a, 32) >> 31;
  for (let i = 0; i < 36; i += 4) store<i32>(a + i, load<i32>(a + i) + (load<i32>(modulus + i) & negative));
  carry(a);
  for (let round = 0; round < 2; round++) {
    subtract(U3, a, modulus);
    carry(U3);
    choose(a, U3, ~(load<i32>(U3, 32) >> 31));
  }
}

/** All ones when a canonical or carried value is below the modulus, else zero. */
export function isBelow(a: usize, modulus: usize): i32 {
  subtract(U3, a, modulus);
  carry(U3);
  return load<i32>(U3, 32) >> 31;
}

/** a = mask ? b : a, for a mask of all ones or zero. */
export function choose(a: usize, b: usize, mask: i32): void {
  for (let i = 0; i < 36; i += 4) {
    const x = load<i32>(a + i);
    store<i32>(a + i, x ^ ((x ^ load<i32>(b + i)) & mask));
  }
}

/** All ones when every limb is zero, else zero. */
export function isZero(a: usize): i32 {
  let any: i32 = 0;
  for (let i = 0; i < 36; i += 4) any |= load<i32>(a + i);
  return ~((any | -any) >> 31);
}

/** Out of Montgomery form, canonical. Values up to 30 moduli. */
export function toPlain(out: usize, a: usize): void {
  multiply(out, a, UNIT);
  makeCanonical(out, P);
}

/** All ones when a ≡ 0 mod p. Values up to 30 moduli; `scratch` is overwritten. */
export function isZeroModP(a: usize, scratch: usize): i32 {
  // Lies in [0, p]: a multiple of p became 0 or p.
  multiply(scratch, a, UNIT);
  let zero: i32 = 0;
  let modulus: i32 = 0;
  for (let i = 0; i < 36; i += 4) {
    const x = load<i32>(scratch + i);
    zero |= x;
    modulus |= x ^ load<i32>(P + i);
  }
  return ~((zero | -zero) >> 31) | ~((modulus | -modulus) >> 31);
}
