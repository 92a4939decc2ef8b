/**
 * SM4 (GM/T 0002-2012) and its modes ECB, CBC and CTR (GB/T 17964-2021), in place on the exchange area. Round keys, chaining
 * value and counter stand in the context area, where the host puts them and fetches them from; it wipes both areas.
 */

import { REVERSED } from './bytes';
import { CONTEXT, IO } from './memory';
import { KEYS } from './sm4-key';
import { regroup, rounds4, rounds8 } from './sm4-rounds';
import { HOLD_HIGH, HOLD_LOW, PLAIN_HIGH, PLAIN_LOW } from './sm4-tables';

/** Place in the context area: the chaining value or the counter block. */
const CHAIN = CONTEXT + 128;

/** Eight blocks on their way through the cipher, and what they were. */
const STATE = memory.data(128, 16);
const COPY = memory.data(128, 16);

/** `blocks` ≤ 8 blocks at `from` to `to`; `from` is read, and `to` written, up to the next four blocks. */
function crypt(from: usize, to: usize, blocks: i32): void {
  regroup(from, STATE, HOLD_LOW, HOLD_HIGH);
  if (blocks > 4) {
    regroup(from + 64, STATE + 64, HOLD_LOW, HOLD_HIGH);
    rounds8(KEYS, STATE);
    regroup(STATE + 64, to + 64, PLAIN_LOW, PLAIN_HIGH);
  } else rounds4(KEYS, STATE);
  regroup(STATE, to, PLAIN_LOW, PLAIN_HIGH);
}

/** ECB over `length` bytes, a multiple of 16. */
export function sm4Ecb(length: i32): void {
  let at = IO;
  const whole = IO + <usize>(length & ~127);
  for (; at < whole; at += 128) crypt(at, at, 8);
  const rest = length & 127;
  if (rest > 0) {
    memory.copy(COPY, at, rest);
    crypt(COPY, COPY, rest >> 4);
    memory.copy(at, COPY, rest);
  }
  forget();
}

/**
 * CBC encryption over `length` bytes, a multiple of 16. Every block waits for the one before: four are turned into words and
 * back together, and the chaining value stays in STATE as the rounds left it. What lies behind the last block stays as it is.
 */
export function sm4CbcEncrypt(length: i32): void {
  regroup(CHAIN, STATE, HOLD_LOW, HOLD_HIGH);
  const end = IO + <usize>length;
  for (let at = IO; at < end; at += 64) {
    regroup(at, COPY, HOLD_LOW, HOLD_HIGH);
    const words = COPY + min<usize>(end - at, 64) / 4;
    for (let word = COPY; word < words; word += 4) {
      for (let n: usize = 0; n < 64; n += 16) {
        v128.store(STATE + n, v128.xor(v128.load(STATE + n), v128.load32_splat(word + n)));
      }
      rounds4(KEYS, STATE);
      for (let n: usize = 0; n < 64; n += 16) store<u32>(word + n, load<u32>(STATE + n));
    }
    regroup(COPY, at, PLAIN_LOW, PLAIN_HIGH);
  }
  v128.store(CHAIN, v128.load(end - 16));
  forget();
}

/** CBC decryption over `length` bytes, a multiple of 16, by reversed round keys. */
export function sm4CbcDecrypt(length: i32): void {
  let chain = v128.load(CHAIN);
  const end = IO + <usize>length;
  for (let at = IO; at < end; at += 128) {
    const here = <usize>min(<i32>(end - at), 128);
    memory.copy(COPY, at, here);
    crypt(COPY, COPY, <i32>(here >> 4));
    for (let offset: usize = 0; offset < here; offset += 16) {
      const next = v128.load(at + offset);
      v128.store(at + offset, v128.xor(chain, v128.load(COPY + offset)));
      chain = next;
    }
  }
  v128.store(CHAIN, chain);
  forget();
}

/**
 * Adds the key stream to `length` bytes. The counter is left at the block behind the last whole one. It counts in all 128
 * bits, or with `short` in its last 32 (GCM, GB/T 36624-2018 clause 9).
 */
export function sm4Ctr(length: i32, short: bool): void {
  const reversed = v128.load(REVERSED);
  let counter = i8x16.swizzle(v128.load(CHAIN), reversed);
  const end = IO + <usize>length;
  for (let at = IO; at < end; at += 128) {
    const here = <i32>min<usize>(end - at, 128);
    const blocks = (here + 15) >> 4;
    for (let i = 0; i < blocks; i++) {
      v128.store(COPY + ((<usize>i) << 4), i8x16.swizzle(counter, reversed));
      // The last block, if cut, comes again when the stream goes on.
      if (i < here >> 4) counter = countUp(counter, short);
    }
    crypt(COPY, COPY, blocks);
    let offset = 0;
    for (; offset + 16 <= here; offset += 16) {
      const place = at + <usize>offset;
      v128.store(place, v128.xor(v128.load(place), v128.load(COPY + <usize>offset)));
    }
    for (; offset < here; offset++) {
      const place = at + <usize>offset;
      store<u8>(place, load<u8>(place) ^ load<u8>(COPY + <usize>offset));
    }
  }
  v128.store(CHAIN, i8x16.swizzle(counter, reversed));
  forget();
}

/** The counter, lowest byte first, plus one. */
function countUp(counter: v128, short: bool): v128 {
  if (short) return i32x4.add(counter, i32x4(1, 0, 0, 0));
  const sum = i64x2.add(counter, i64x2(1, 0));
  return i64x2.extract_lane(sum, 0) === 0 ? i64x2.add(sum, i64x2(0, 1)) : sum;
}

/** What is left of blocks and key stream. */
function forget(): void {
  memory.fill(STATE, 0, 128);
  memory.fill(COPY, 0, 128);
}
