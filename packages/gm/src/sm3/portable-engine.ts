/** SM3 (GM/T 0004-2012, GB/T 32905-2016) in plain TypeScript, for places without WebAssembly. */

import type { Bytes } from '../bytes.ts';
import { concat, uint32 } from '../bytes.ts';
import type { Sm3Engine, Sm3State } from './engine.ts';

const BLOCK = 64;
const HASH = 32;
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;
/** T(j) rotated left by j, clause 4.2 with the rotation of clause 5.3.3 applied beforehand. */
const ROUND = Int32Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));
/** The expanded message of one block, wiped after each call. */
const WORDS = new Int32Array(68);

export const portableEngine: Sm3Engine = {
  start: () => Int32Array.from(INITIAL),

  absorb(state, data) {
    for (let offset = 0; offset < data.length; offset += BLOCK) compress(state, WORDS, data, offset);
    WORDS.fill(0);
  },

  end,

  hmacKey(key) {
    const pad = (pattern: number): Sm3State => {
      const block = new Uint8Array(BLOCK);
      block.set(key);
      const state = Int32Array.from(INITIAL);
      portableEngine.absorb(
        state,
        block.map((byte) => byte ^ pattern),
      );
      block.fill(0);
      return state;
    };
    return { inner: pad(0x36), outer: pad(0x5c) };
  },

  hmacEnd: ({ inner, outer }, tail, total) => end(outer, end(inner, tail, total), BLOCK + HASH),

  derive(state, tail, total, length) {
    const out = new Uint8Array(length);
    for (let offset = 0, counter = 1; offset < length; offset += HASH, counter++) {
      const last = concat(tail, uint32(counter));
      const digest = end(new Int32Array(state), last, total + 4);
      out.set(digest.subarray(0, Math.min(HASH, length - offset)), offset);
      digest.fill(0);
      last.fill(0);
    }
    state.fill(0);
    return out;
  },
};

/** Clause 5.2: a one bit, zeros and the length in bits; then the last one or two blocks. */
function end(state: Sm3State, tail: Uint8Array, total: number): Bytes {
  const last = new Uint8Array((tail.length + 8 + BLOCK) & ~(BLOCK - 1));
  last.set(tail);
  last[tail.length] = 0x80;
  new DataView(last.buffer).setBigUint64(last.length - 8, BigInt(total) * 8n);
  portableEngine.absorb(state, last);
  last.fill(0);
  const out = new Uint8Array(HASH);
  const view = new DataView(out.buffer);
  state.forEach((word, i) => view.setInt32(i * 4, word));
  state.fill(0);
  return out;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Clause 5.3: message expansion and the compression function. Typed-array reads are in range by construction. */
function compress(state: Int32Array, w: Int32Array, data: Uint8Array, offset: number): void {
  for (let j = 0; j < 16; j++, offset += 4) {
    w[j] = (data[offset]! << 24) | (data[offset + 1]! << 16) | (data[offset + 2]! << 8) | data[offset + 3]!;
  }
  for (let j = 16; j < 68; j++) {
    const x = w[j - 16]! ^ w[j - 9]! ^ rotate(w[j - 3]!, 15);
    w[j] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13]!, 7) ^ w[j - 6]!;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let j = 0; j < 64; j++) {
    const a12 = rotate(a, 12);
    const ss1 = rotate((a12 + e + ROUND[j]!) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + (w[j]! ^ w[j + 4]!)) | 0;
    const tt2 = (gg + h + ss1 + w[j]!) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
  }
  state[0]! ^= a;
  state[1]! ^= b;
  state[2]! ^= c;
  state[3]! ^= d;
  state[4]! ^= e;
  state[5]! ^= f;
  state[6]! ^= g;
  state[7]! ^= h;
}
