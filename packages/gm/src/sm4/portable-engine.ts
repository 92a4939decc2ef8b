/** SM4's modes and GHASH in plain TypeScript, for places without WebAssembly. */

import { SM4_BLOCK, sm4Block, sm4RoundKeys } from './block.ts';
import type { Sm4Engine } from './engine.ts';

export const portableEngine: Sm4Engine = {
  roundKeys: sm4RoundKeys,

  ecb(keys, data) {
    for (let at = 0; at < data.length; at += SM4_BLOCK) sm4Block(keys, data, at, data, at);
  },

  cbcEncrypt(keys, chain, data) {
    for (let at = 0; at < data.length; at += SM4_BLOCK) {
      for (let i = 0; i < SM4_BLOCK; i++) data[at + i]! ^= chain[i]!;
      sm4Block(keys, data, at, data, at);
      chain.set(data.subarray(at, at + SM4_BLOCK));
    }
  },

  cbcDecrypt(keys, chain, data) {
    const next = new Uint8Array(SM4_BLOCK);
    for (let at = 0; at < data.length; at += SM4_BLOCK) {
      next.set(data.subarray(at, at + SM4_BLOCK));
      sm4Block(keys, data, at, data, at);
      for (let i = 0; i < SM4_BLOCK; i++) data[at + i]! ^= chain[i]!;
      chain.set(next);
    }
  },

  ctr(keys, counter, used, data, short) {
    const stream = new Uint8Array(SM4_BLOCK);
    for (let at = 0; at < data.length; ) {
      sm4Block(keys, counter, 0, stream, 0);
      for (; used < SM4_BLOCK && at < data.length; used++, at++) data[at]! ^= stream[used]!;
      if (used === SM4_BLOCK) countUp(counter, short ? 4 : SM4_BLOCK);
      used = 0;
    }
    stream.fill(0);
  },

  ghash(h, sum, data) {
    for (let at = 0; at < data.length; at += SM4_BLOCK) {
      const end = Math.min(SM4_BLOCK, data.length - at);
      for (let i = 0; i < end; i++) sum[i]! ^= data[at + i]!;
      multiply(sum, h);
    }
  },
};

/** Adds one to the number in the last `bytes` bytes, which wraps. */
function countUp(counter: Uint8Array, bytes: number): void {
  for (let i = SM4_BLOCK - 1; i >= SM4_BLOCK - bytes; i--) {
    counter[i]! += 1;
    if (counter[i] !== 0) return;
  }
}

/** sum·h (NIST SP 800-38D clause 6.3, algorithm 1), with masks in place of its branches: the steps do not depend on data. */
function multiply(sum: Uint8Array, h: Uint8Array): void {
  const view = new DataView(h.buffer, h.byteOffset, SM4_BLOCK);
  let [v0, v1, v2, v3] = [view.getInt32(0), view.getInt32(4), view.getInt32(8), view.getInt32(12)];
  let [z0, z1, z2, z3] = [0, 0, 0, 0];
  for (let i = 0; i < 128; i++) {
    const bit = -((sum[i >> 3]! >> (7 - (i & 7))) & 1);
    z0 ^= v0 & bit;
    z1 ^= v1 & bit;
    z2 ^= v2 & bit;
    z3 ^= v3 & bit;
    const carry = -(v3 & 1);
    v3 = (v3 >>> 1) | (v2 << 31);
    v2 = (v2 >>> 1) | (v1 << 31);
    v1 = (v1 >>> 1) | (v0 << 31);
    v0 = (v0 >>> 1) ^ (carry & 0xe1000000);
  }
  const out = new DataView(sum.buffer, sum.byteOffset, SM4_BLOCK);
  [z0, z1, z2, z3].forEach((word, i) => out.setInt32(i * 4, word));
}
