/**
 * SM4's key expansion (GM/T 0002-2012 clause 7.3), constant-time. A round key is left in the form of the tower field, with
 * what the S-box's constant amounts to at its round, so that the rounds have no constants.
 */

import { NIBBLES, WORDS_REVERSED } from './bytes';
import { CONTEXT } from './memory';
import { Step } from './sm4-step';
import { C, C_BEFORE, C_BEHIND, HOLD_HIGH, HOLD_LOW, INVERSE, INVERSE_BY_NORM, S_U, S_V } from './sm4-tables';

/** Places in the context area: 32 round keys, and the key they are made from. */
export const KEYS = CONTEXT;
const KEY = CONTEXT + 160;

/** Expands the key into round keys, in reverse order for decryption. The key is overwritten. */
export function sm4Key(decrypt: bool): void {
  let a = bswap(load<u32>(KEY)) ^ 0xa3b1bac6;
  let b = bswap(load<u32>(KEY, 4)) ^ 0x56aa3350;
  let c = bswap(load<u32>(KEY, 8)) ^ 0x677d9197;
  let d = bswap(load<u32>(KEY, 12)) ^ 0xb27022dc;
  v128.store(KEY, i64x2.splat(0));
  // CK: byte j of word i is (4i + j)·7.
  let constant = i32x4.splat(0x00070e15);
  for (let i = 0; i < 32; i++) {
    const s = substitute(v128.xor(i32x4.splat(b ^ c ^ d), constant));
    const key = a ^ s ^ rotl(s, 13) ^ rotl(s, 23);
    a = b;
    b = c;
    c = d;
    d = key;
    store<u32>(KEYS + ((<usize>(decrypt ? 31 - i : i)) << 2), key);
    constant = i8x16.add(constant, i8x16.splat(28));
  }
  hold();
}

/** S on every byte. The first word of the outcome. */
function substitute(x: v128): u32 {
  const nibble = v128.load(NIBBLES);
  x = v128.xor(Step.map(x, nibble, v128.load(HOLD_LOW), v128.load(HOLD_HIGH)), i8x16.splat(C_BEFORE));
  const u = Step.u(x, nibble, v128.load(INVERSE), v128.load(INVERSE_BY_NORM));
  const v = Step.v(x, nibble, v128.load(INVERSE), v128.load(INVERSE_BY_NORM));
  const s = v128.xor(i8x16.swizzle(v128.load(S_U), u), i8x16.swizzle(v128.load(S_V), v));
  return i32x4.extract_lane(v128.xor(s, i8x16.splat(C)), 0);
}

/**
 * Turns the round keys into what the rounds add. S(x) ends by adding C, which the rounds leave out: every word written in
 * the first, third, fifth and seventh four rounds lacks C_BEHIND, in the others that cancels. A round adds three words; an odd
 * number of them lacks it in its four's second and last round, or, if the four is an even one, in its first and third.
 */
function hold(): void {
  const bigEndian = v128.load(WORDS_REVERSED);
  let constants = v128.xor(i8x16.splat(C_BEFORE), v128.and(i8x16.splat(C_BEHIND), i64x2.splat(0xffffffff00000000)));
  for (let at = KEYS; at < KEYS + 128; at += 16) {
    const words = i8x16.swizzle(v128.load(at), bigEndian);
    const held = Step.map(words, v128.load(NIBBLES), v128.load(HOLD_LOW), v128.load(HOLD_HIGH));
    v128.store(at, v128.xor(held, constants));
    constants = v128.xor(constants, i8x16.splat(C_BEHIND));
  }
}
