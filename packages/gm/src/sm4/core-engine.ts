/** SM4 and GHASH by the WebAssembly core (assembly/sm4.ts, assembly/ghash.ts), in pieces of the exchange area, which is wiped. */

import type { Core } from '../core/core.ts';
import { WORK_BYTES } from '../core/core.ts';
import type { Sm4Engine } from './engine.ts';

const BLOCK = 16;
const ROUNDS = 32;
/** Places in the context area. */
const CHAIN = WORK_BYTES + 128;
const KEY = WORK_BYTES + 160;
const H = WORK_BYTES + 176;
const SUM = WORK_BYTES + 192;
const CONTEXT_BYTES = 208;

export function coreEngine({ exports, io }: Core): Sm4Engine {
  const keysPlace = new Int32Array(io.buffer, io.byteOffset + WORK_BYTES, ROUNDS);
  const place = (offset: number) => io.subarray(offset, offset + BLOCK);
  const [chainPlace, hPlace, sumPlace] = [place(CHAIN), place(H), place(SUM)];

  /** `used` bytes before the first piece are none of the data. */
  const inPieces = (data: Uint8Array, used: number, work: (length: number) => void): void => {
    for (let offset = 0; offset < data.length; ) {
      const piece = data.subarray(offset, offset + WORK_BYTES - used);
      io.set(piece, used);
      work(used + piece.length);
      piece.set(io.subarray(used, used + piece.length));
      offset += piece.length;
      used = 0;
    }
  };
  const chained = (keys: Int32Array, chain: Uint8Array, work: () => void, length: number): void => {
    keysPlace.set(keys);
    chainPlace.set(chain);
    work();
    chain.set(chainPlace);
    io.fill(0, 0, Math.min(length + BLOCK, WORK_BYTES));
    io.fill(0, WORK_BYTES, WORK_BYTES + CONTEXT_BYTES);
  };
  const none = new Uint8Array(BLOCK);

  return {
    roundKeys(key, direction) {
      io.set(key, KEY);
      exports.sm4Key(direction === 'decrypt');
      const keys = new Int32Array(keysPlace);
      keysPlace.fill(0);
      return keys;
    },

    ecb(keys, data) {
      chained(keys, none, () => inPieces(data, 0, exports.sm4Ecb), data.length);
    },

    cbcEncrypt(keys, chain, data) {
      chained(keys, chain, () => inPieces(data, 0, exports.sm4CbcEncrypt), data.length);
    },

    cbcDecrypt(keys, chain, data) {
      chained(keys, chain, () => inPieces(data, 0, exports.sm4CbcDecrypt), data.length);
    },

    ctr(keys, counter, used, data, short) {
      const work = () => inPieces(data, used, (length) => exports.sm4Ctr(length, short));
      chained(keys, counter, work, data.length);
    },

    ghash(h, sum, data) {
      hPlace.set(h);
      sumPlace.set(sum);
      for (let offset = 0; offset < data.length; offset += WORK_BYTES) {
        const piece = data.subarray(offset, offset + WORK_BYTES);
        io.set(piece);
        exports.ghash(0, piece.length);
      }
      sum.set(sumPlace);
      io.fill(0, 0, Math.min(data.length, WORK_BYTES));
      io.fill(0, WORK_BYTES, WORK_BYTES + CONTEXT_BYTES);
    },
  };
}
