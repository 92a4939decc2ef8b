/**
 * The arithmetic of SM2 by the WebAssembly core. Arguments and answers lie in the exchange area for the length of a call and are
 * overwritten before it returns; the core overwrites its own working memory itself.
 */

import type { Bytes } from '../bytes.ts';
import type { Core } from '../core/core.ts';
import type { Arithmetic } from './arithmetic-port.ts';

/** The answer's place, and the arguments' places behind it, 64 bytes each. */
const OUT = 0;
const FIRST = 64;
const SECOND = 128;
const THIRD = 192;
const USED = 256;

export function coreArithmetic({ exports, io }: Core): Arithmetic {
  const put = (place: number, bytes: Uint8Array) => io.set(bytes, place);
  const putPoint = (place: number, point: Uint8Array) => io.set(point.subarray(1), place);
  const scalar = () => io.slice(OUT, OUT + 32);
  const point = (finite: number) => {
    if (finite === 0) return undefined;
    const out = new Uint8Array(65);
    out[0] = 0x04;
    out.set(io.subarray(OUT, OUT + 64), 1);
    return out;
  };
  const clean = <T>(answer: T): T => {
    io.fill(0, OUT, USED);
    return answer;
  };
  const certain = (answer: Bytes | undefined): Bytes => {
    if (answer === undefined) throw new TypeError('not a point');
    return answer;
  };
  return {
    isPoint: (p) => {
      putPoint(FIRST, p);
      return clean(exports.sm2IsPoint(FIRST) === 1);
    },
    multiplyBase: (k) => {
      put(FIRST, k);
      exports.sm2MultiplyBase(FIRST, OUT);
      return clean(certain(point(1)));
    },
    multiply: (k, p) => {
      put(FIRST, k);
      putPoint(SECOND, p);
      return certain(clean(point(exports.sm2Multiply(FIRST, SECOND, OUT))));
    },
    add: (p, q) => {
      putPoint(FIRST, p);
      putPoint(SECOND, q);
      return clean(point(exports.sm2Add(FIRST, SECOND, OUT, 0)));
    },
    subtract: (p, q) => {
      putPoint(FIRST, p);
      putPoint(SECOND, q);
      return clean(point(exports.sm2Add(FIRST, SECOND, OUT, 1)));
    },
    decompress: (x, odd) => {
      put(FIRST, x);
      return clean(point(exports.sm2Decompress(FIRST, odd ? 1 : 0, OUT)));
    },
    scalarAdd: (a, b) => {
      put(FIRST, a);
      put(SECOND, b);
      exports.scalarAdd(FIRST, SECOND, OUT);
      return clean(scalar());
    },
    scalarSubtract: (a, b) => {
      put(FIRST, a);
      put(SECOND, b);
      exports.scalarSubtract(FIRST, SECOND, OUT);
      return clean(scalar());
    },
    scalarMultiply: (a, b) => {
      put(FIRST, a);
      put(SECOND, b);
      exports.scalarMultiply(FIRST, SECOND, OUT);
      return clean(scalar());
    },
    scalarInvert: (a) => {
      put(FIRST, a);
      exports.scalarInvert(FIRST, OUT);
      return clean(scalar());
    },
    scalarReduce: (wide) => {
      put(FIRST, wide);
      exports.scalarReduce(FIRST, OUT);
      return clean(scalar());
    },
    sign: (e, k, inverse) => {
      put(FIRST, e);
      put(SECOND, k);
      put(THIRD, inverse);
      const signed = exports.sm2Sign(FIRST, SECOND, THIRD, OUT);
      return clean(signed === 1 ? io.slice(OUT, OUT + 64) : undefined);
    },
    verify: (publicKey, e, signature) => {
      putPoint(FIRST, publicKey);
      put(SECOND, e);
      put(THIRD, signature);
      const answer = exports.sm2Verify(FIRST, SECOND, THIRD);
      return clean(answer < 0 ? undefined : answer === 1);
    },
  };
}
