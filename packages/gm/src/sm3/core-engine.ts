/** SM3 by the WebAssembly core (assembly/sm3.ts). The core overwrites what it read; states are fetched out of it and wiped there. */

import type { Bytes } from '../bytes.ts';
import type { Core } from '../core/core.ts';
import { WORK_BYTES } from '../core/core.ts';
import type { Sm3Engine, Sm3State } from './engine.ts';

const WORDS = 8;
const HASH = 32;
const BLOCK = 64;
/** Digests of one call of the core, which writes them behind the tail. */
const DERIVED = (WORK_BYTES - BLOCK) / HASH;

export function coreEngine({ exports, io }: Core): Sm3Engine {
  const context = io.byteOffset + WORK_BYTES;
  const [first, second] = [0, WORDS * 4].map((offset) => new Int32Array(io.buffer, context + offset, WORDS)) as [
    Sm3State,
    Sm3State,
  ];
  const digestPlace = io.subarray(0, HASH);

  const fetch = (place: Sm3State): Sm3State => {
    const state = new Int32Array(place);
    place.fill(0);
    return state;
  };
  const fetchDigest = (): Bytes => {
    const digest = new Uint8Array(digestPlace);
    digestPlace.fill(0);
    return digest;
  };

  return {
    short(parts, length) {
      let offset = 0;
      for (const part of parts) {
        io.set(part, offset);
        offset += part.length;
      }
      exports.sm3(length);
      return fetchDigest();
    },

    start() {
      exports.sm3Start();
      return fetch(first);
    },

    absorb(state, data) {
      first.set(state);
      for (let offset = 0; offset < data.length; offset += WORK_BYTES) {
        const piece = data.subarray(offset, offset + WORK_BYTES);
        io.set(piece);
        exports.sm3Blocks(piece.length);
      }
      state.set(first);
      first.fill(0);
      exports.wipe(0, Math.min(data.length, WORK_BYTES));
    },

    end(state, tail, total) {
      first.set(state);
      state.fill(0);
      io.set(tail);
      exports.sm3End(tail.length, total);
      return fetchDigest();
    },

    hmacKey(key) {
      io.set(key);
      exports.sm3HmacKey();
      return { inner: fetch(first), outer: fetch(second) };
    },

    hmacEnd({ inner, outer }, tail, total) {
      first.set(inner);
      second.set(outer);
      inner.fill(0);
      outer.fill(0);
      io.set(tail);
      exports.sm3HmacEnd(tail.length, total);
      return fetchDigest();
    },

    derive(state, tail, total, length) {
      const out = new Uint8Array(length);
      first.set(state);
      io.set(tail);
      for (let offset = 0; offset < length; offset += DERIVED * HASH) {
        const here = Math.min(DERIVED * HASH, length - offset);
        exports.sm3Derive(tail.length, total, offset / HASH + 1, Math.ceil(here / HASH));
        out.set(io.subarray(BLOCK, BLOCK + here), offset);
      }
      exports.wipe(0, BLOCK + Math.min(length + HASH, DERIVED * HASH));
      first.fill(0);
      return out;
    },
  };
}
