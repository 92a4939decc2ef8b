// oxlint-disable-next-line typescript/triple-slash-reference -- for every project that compiles this file, also from a neighbour.
/// <reference path="./webassembly.d.ts" />
/**
 * The WebAssembly core (assembly/), loaded when this module is. Where WebAssembly or its SIMD is missing (an old browser,
 * a content security policy without 'wasm-unsafe-eval') there is no core, and the callers take their portable path.
 */

import { CORE_BASE64 } from './core-base64.ts';

/** What assembly/index.ts exports. Offsets count from the start of the exchange area at `io()`. */
export interface CoreExports {
  memory: WebAssembly.Memory;
  io(): number;
  wipe(offset: number, length: number): void;

  scalarAdd(a: number, b: number, out: number): void;
  scalarSubtract(a: number, b: number, out: number): void;
  scalarMultiply(a: number, b: number, out: number): void;
  scalarInvert(a: number, out: number): void;
  scalarReduce(wide: number, out: number): void;
  sm2IsPoint(point: number): number;
  sm2MultiplyBase(k: number, out: number): void;
  sm2Multiply(k: number, point: number, out: number): number;
  sm2Add(p: number, q: number, out: number, subtracted: number): number;
  sm2Decompress(x: number, odd: number, out: number): number;
  sm2Sign(e: number, k: number, inverse: number, out: number): number;
  sm2Verify(publicKey: number, e: number, signature: number): number;

  sm3(length: number): void;
  sm3Start(): void;
  sm3Blocks(length: number): void;
  sm3End(length: number, total: number): void;
  sm3HmacKey(): void;
  sm3HmacEnd(length: number, total: number): void;
  sm3Derive(tail: number, total: number, first: number, count: number): void;
  sm4Key(decrypt: boolean): void;
  sm4Ecb(length: number): void;
  sm4CbcEncrypt(length: number): void;
  sm4CbcDecrypt(length: number): void;
  sm4Ctr(length: number, short: boolean): void;
  ghash(offset: number, length: number): void;
}

/** How much of the exchange area is worked on; behind it lies the context (keys, chaining values, states). */
export const WORK_BYTES = 65536;

export interface Core {
  exports: CoreExports;
  /** The exchange area. The memory never grows, so the view stays valid. */
  io: Uint8Array<ArrayBuffer>;
}

export const core: Core | undefined = load();

/** A core of its own, for tests. */
export function load(): Core | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  const binary = decode(CORE_BASE64);
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(binary));
    const exports = instance.exports as unknown as CoreExports & { IO_BYTES: WebAssembly.Global };
    const buffer = exports.memory.buffer as ArrayBuffer;
    return { exports, io: new Uint8Array(buffer, exports.io(), exports.IO_BYTES.value as number) };
  } catch {
    return undefined;
  }
}

/** By the engine where it can, which takes no time; else byte by byte. */
function decode(base64: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
