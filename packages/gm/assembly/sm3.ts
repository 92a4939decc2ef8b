/**
 * SM3 (GM/T 0004-2012) over the exchange area, HMAC over it (RFC 2104) and the key derivation of GM/T 0003.4-2012 clause
 * 5.4.3. The state stands in the context area between calls. Each function that ends a digest overwrites what it read.
 */

import { WORDS_REVERSED } from './bytes';
import { CONTEXT, IO } from './memory';
import { compress } from './sm3-compression';

const BLOCK = 64;
/** Places in the context area: the state; HMAC's states before the message and before the inner digest. */
const STATE = CONTEXT;
const INNER = CONTEXT;
const OUTER = CONTEXT + 32;

/** The blocks of one derivation with their counter and padding. */
const DERIVED = memory.data(128, 16);
const DERIVED_STATE = memory.data(32, 16);

const INITIAL = memory.data<u32>(
  [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e],
  16,
);

export function sm3Start(): void {
  copyState(STATE, INITIAL);
}

/** Takes `length` bytes of the exchange area, a multiple of 64. */
export function sm3Blocks(length: i32): void {
  compress(STATE, IO, length >> 6);
}

/** Takes the last `length` bytes of a message of `total` and writes the digest at the start of the exchange area. */
export function sm3End(length: i32, total: f64): void {
  finish(STATE, IO, length, <u64>total, IO);
}

/** The digest of the `length` bytes of the exchange area, written at its start. */
export function sm3(length: i32): void {
  copyState(STATE, INITIAL);
  sm3End(length, length);
}

/**
 * Prepares HMAC: the key, filled up with zeros, is the first 64 bytes of the exchange area; the states behind its two pads
 * are left in the context area, 32 bytes each.
 */
export function sm3HmacKey(): void {
  xor(0x3636363636363636);
  copyState(INNER, INITIAL);
  compress(INNER, IO, 1);
  xor(0x3636363636363636 ^ 0x5c5c5c5c5c5c5c5c);
  copyState(OUTER, INITIAL);
  compress(OUTER, IO, 1);
  memory.fill(IO, 0, BLOCK);
}

/**
 * Ends an HMAC as `sm3End` ends a digest. The inner state has taken the inner pad, which counts in `total`, and the message up
 * to its last `length` bytes.
 */
export function sm3HmacEnd(length: i32, total: f64): void {
  finish(INNER, IO, length, <u64>total, IO);
  finish(OUTER, IO, 32, BLOCK + 32, IO);
}

/**
 * KDF(Z): writes SM3(Z ‖ first), SM3(Z ‖ first + 1), … behind the first 64 bytes of the exchange area, `count` of them. The state
 * has taken Z up to its last `tail` bytes, fewer than 64, which start the exchange area; `total` is the length of Z. State
 * and tail stay for the next call.
 */
export function sm3Derive(tail: i32, total: f64, first: u32, count: i32): void {
  let to = IO + BLOCK;
  for (let i = 0; i < count; i++, to += 32) {
    memory.copy(DERIVED, IO, tail);
    store<u32>(DERIVED + <usize>tail, bswap(first + i));
    copyState(DERIVED_STATE, STATE);
    finish(DERIVED_STATE, DERIVED, tail + 4, <u64>total + 4, to);
  }
}

/**
 * Clause 5.2: a one bit, zeros and the length in bits behind the last `length` bytes at `at`. They and the state are taken,
 * overwritten, and the digest is written at `to`.
 */
function finish(state: usize, at: usize, length: i32, total: u64, to: usize): void {
  const used = (length + 8 + BLOCK) & ~(BLOCK - 1);
  store<u8>(at + length, 0x80);
  for (let i = length + 1; i < used - 8; i++) store<u8>(at + i, 0);
  store<u64>(at + used - 8, bswap(total << 3));
  compress(state, at, used >> 6);
  // A loop: a call of memory.fill takes longer than what is cleared here as a rule.
  for (let place = at; place < at + used; place += 16) v128.store(place, i64x2.splat(0));
  const bigEndian = v128.load(WORDS_REVERSED);
  v128.store(to, i8x16.swizzle(v128.load(state), bigEndian));
  v128.store(to, i8x16.swizzle(v128.load(state, 16), bigEndian), 16);
  v128.store(state, i64x2.splat(0));
  v128.store(state, i64x2.splat(0), 16);
}

function copyState(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
}

/** Adds a pattern to the first 64 bytes of the exchange area. */
function xor(pattern: u64): void {
  for (let at = IO; at < IO + BLOCK; at += 8) store<u64>(at, load<u64>(at) ^ pattern);
}
