/** What SM3, HMAC and KDF are built on: by the WebAssembly core or in TypeScript (chosen-engine.ts). */

import type { Bytes } from '../bytes.ts';
import { WORK_BYTES } from '../core/core.ts';

/** What is taken at once at most, in bytes: the padding needs room in the exchange area too. */
export const SHORT_BYTES = WORK_BYTES - 128;

/** The eight words of clause 5.3, a secret wherever the message is. */
export type Sm3State = Int32Array<ArrayBuffer>;

export interface HmacStates {
  /** Behind the inner pad. */
  inner: Sm3State;
  /** Behind the outer pad. */
  outer: Sm3State;
}

export interface Sm3Engine {
  /** The digest of one message in parts, `length` ≤ SHORT_BYTES together, where there is a way without a state in between. */
  short?(parts: readonly Uint8Array[], length: number): Bytes;
  start(): Sm3State;
  /** Takes whole blocks. */
  absorb(state: Sm3State, data: Uint8Array): void;
  /** Takes the last bytes, at most SHORT_BYTES, of a message of `total` bytes. The state is wiped. */
  end(state: Sm3State, tail: Uint8Array, total: number): Bytes;
  /** `key` is filled up to 64 bytes. */
  hmacKey(key: Uint8Array): HmacStates;
  /** As `end`; `total` counts the inner pad. Both states are wiped. */
  hmacEnd(states: HmacStates, tail: Uint8Array, total: number): Bytes;
  /** The first `length` bytes of SM3(Z ‖ 1) ‖ SM3(Z ‖ 2) ‖ …, Z being all that the state took and `tail`, `total` bytes. */
  derive(state: Sm3State, tail: Uint8Array, total: number, length: number): Bytes;
}
