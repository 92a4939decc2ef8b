/** Cuts a message given in parts of any length into blocks for the engine. */

import type { Bytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { engine } from './chosen-engine.ts';
import type { Sm3State } from './engine.ts';

const BLOCK = 64;

export class Absorber {
  readonly #state: Sm3State;
  readonly #block = new Uint8Array(BLOCK);
  #total: number;
  #done = false;

  /** `taken` is how many bytes, whole blocks, the state has taken before. */
  constructor(state: Sm3State, taken = 0) {
    this.#state = state;
    this.#total = taken;
  }

  absorb(data: Uint8Array): void {
    if (this.#done) throw new GmError('gm/invalid-type', 'digest already taken');
    const filled = this.#total % BLOCK;
    this.#total += data.length;
    let offset = 0;
    if (filled > 0) {
      offset = Math.min(BLOCK - filled, data.length);
      this.#block.set(data.subarray(0, offset), filled);
      if (filled + offset < BLOCK) return;
      engine.absorb(this.#state, this.#block);
    }
    const whole = data.length - ((data.length - offset) % BLOCK);
    if (whole > offset) engine.absorb(this.#state, data.subarray(offset, whole));
    this.#block.set(data.subarray(whole));
  }

  /** Hands over the state, the last bytes and the length of everything; what is kept here is wiped. */
  end(finish: (state: Sm3State, tail: Uint8Array, total: number) => Bytes): Bytes {
    if (this.#done) throw new GmError('gm/invalid-type', 'digest already taken');
    this.#done = true;
    try {
      return finish(this.#state, this.#block.subarray(0, this.#total % BLOCK), this.#total);
    } finally {
      this.#block.fill(0);
      this.#state.fill(0);
    }
  }
}
