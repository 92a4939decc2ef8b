/**
 * SM3 (GM/T 0004-2012, GB/T 32905-2016) in plain TypeScript, for browsers. Messages are limited to 2^53 − 1 bytes, not 2^61.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';

const BLOCK = 64;
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;
/** T(j) rotated left by j, clause 4.2 with the rotation of clause 5.3.3 applied beforehand. */
const ROUND = Int32Array.from({ length: 64 }, (_, j) => rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

/** Incremental SM3: `new Sm3().update(part).update(part).digest()`. */
export class Sm3 {
  readonly #state = Int32Array.from(INITIAL);
  readonly #words = new Int32Array(68);
  readonly #block = new Uint8Array(BLOCK);
  #length = 0;
  #done = false;

  update(data: Uint8Array): this {
    checkBytes(data, 'data');
    if (this.#done) throw new GmError('gm/invalid-type', 'digest already taken');
    let offset = 0;
    const filled = this.#length % BLOCK;
    this.#length += data.length;
    if (filled > 0) {
      offset = Math.min(BLOCK - filled, data.length);
      this.#block.set(data.subarray(0, offset), filled);
      if (filled + offset < BLOCK) return this;
      compress(this.#state, this.#words, this.#block, 0);
    }
    for (; offset + BLOCK <= data.length; offset += BLOCK) compress(this.#state, this.#words, data, offset);
    this.#block.set(data.subarray(offset));
    return this;
  }

  /** 32 bytes. The object is finished afterwards. */
  digest(): Bytes {
    if (this.#done) throw new GmError('gm/invalid-type', 'digest already taken');
    const length = this.#length;
    const padding = new Uint8Array((length % BLOCK < 56 ? 56 : 120) - (length % BLOCK) + 8);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, BigInt(length) * 8n);
    this.update(padding);
    this.#done = true;
    const out = new Uint8Array(32);
    const view = new DataView(out.buffer);
    this.#state.forEach((word, i) => view.setInt32(i * 4, word));
    this.#words.fill(0);
    this.#block.fill(0);
    this.#state.fill(0);
    return out;
  }
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
