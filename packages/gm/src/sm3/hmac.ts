/** HMAC (RFC 2104, GB/T 15852.2-2012) over SM3: in one call, incremental, and with a key prepared once. */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { Absorber } from './absorber.ts';
import { engine } from './chosen-engine.ts';
import type { HmacStates } from './engine.ts';
import { SHORT_BYTES } from './engine.ts';
import { sm3 } from './sm3.ts';

const BLOCK = 64;

/** HMAC-SM3, 32 bytes. A key longer than 64 bytes is hashed first, as RFC 2104 says. Throws gm/invalid-type. */
export function hmacSm3(key: Uint8Array, data: Uint8Array): Bytes {
  const prepared = new HmacSm3Key(key);
  try {
    return prepared.mac(data);
  } finally {
    prepared.wipe();
  }
}

/** A key whose two pads are hashed once, for many messages: it saves half of the work on short ones. */
export class HmacSm3Key {
  readonly #states: HmacStates;
  #wiped = false;

  /** The bytes are not kept. Throws gm/invalid-type. */
  constructor(key: Uint8Array) {
    checkBytes(key, 'key');
    const padded = new Uint8Array(BLOCK);
    if (key.length > BLOCK) {
      const digest = sm3(key);
      padded.set(digest);
      digest.fill(0);
    } else padded.set(key);
    this.#states = engine.hmacKey(padded);
    padded.fill(0);
  }

  /** HMAC-SM3 of the whole message, 32 bytes. Throws gm/invalid-type and gm/secret-wiped. */
  mac(data: Uint8Array): Bytes {
    checkBytes(data, 'data');
    if (data.length > SHORT_BYTES) return this.start().update(data).digest();
    return engine.hmacEnd(this.#copy(), data, BLOCK + data.length);
  }

  /** Begins a message given in parts. Throws gm/secret-wiped. */
  start(): HmacSm3 {
    return new HmacSm3(this.#copy());
  }

  /** Overwrites the key; messages begun may still be ended. */
  wipe(): void {
    this.#states.inner.fill(0);
    this.#states.outer.fill(0);
    this.#wiped = true;
  }

  #copy(): HmacStates {
    if (this.#wiped) throw new GmError('gm/secret-wiped');
    const { inner, outer } = this.#states;
    return { inner: new Int32Array(inner), outer: new Int32Array(outer) };
  }
}

/** Incremental HMAC-SM3, begun by `HmacSm3Key.start`: `key.start().update(part).update(part).digest()`. */
export class HmacSm3 {
  readonly #absorber: Absorber;
  readonly #states: HmacStates;

  /** The states are the object's from here on. */
  constructor(states: HmacStates) {
    this.#states = states;
    this.#absorber = new Absorber(states.inner, BLOCK);
  }

  /** Takes a part of any length. Throws gm/invalid-type, also when the digest has been taken. */
  update(data: Uint8Array): this {
    checkBytes(data, 'data');
    this.#absorber.absorb(data);
    return this;
  }

  /** 32 bytes. The object is finished and wiped afterwards. Throws gm/invalid-type when the digest has been taken. */
  digest(): Bytes {
    const { outer } = this.#states;
    return this.#absorber.end((inner, tail, total) => engine.hmacEnd({ inner, outer }, tail, total));
  }
}
