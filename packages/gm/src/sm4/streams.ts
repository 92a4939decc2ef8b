/**
 * SM4 in CTR and CBC on messages given in parts of any length: `update` returns what is ready, `final` the rest, in as much
 * memory as the part. After `final` or `wipe` the object refuses more.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { SM4_BLOCK } from './block.ts';
import { engine } from './chosen-engine.ts';
import type { RoundKeys } from './engine.ts';
import { pad, unpad } from './padding.ts';

/** Round keys with an end. */
class StreamKeys {
  readonly #keys: RoundKeys;
  #done = false;

  constructor(key: Uint8Array, direction: 'encrypt' | 'decrypt') {
    checkBytes(key, 'key', SM4_BLOCK);
    this.#keys = engine.roundKeys(key, direction);
  }

  /** Throws gm/secret-wiped behind the end of the stream. */
  get(): RoundKeys {
    if (this.#done) throw new GmError('gm/secret-wiped', 'key');
    return this.#keys;
  }

  wipe(): void {
    this.#keys.fill(0);
    this.#done = true;
  }
}

/** CTR in parts, encryption and decryption alike; `iv` as in `sm4CtrEncrypt`. */
export class Sm4CtrStream {
  readonly #keys: StreamKeys;
  readonly #counter: Bytes;
  #used = 0;

  /** Throws gm/invalid-type, gm/invalid-length. */
  constructor(key: Uint8Array, iv: Uint8Array) {
    checkBytes(iv, 'iv', SM4_BLOCK);
    this.#keys = new StreamKeys(key, 'encrypt');
    this.#counter = new Uint8Array(iv);
  }

  /** As many bytes as `data` has. Throws gm/invalid-type, gm/secret-wiped. */
  update(data: Uint8Array): Bytes {
    checkBytes(data, 'data');
    const out = new Uint8Array(data);
    engine.ctr(this.#keys.get(), this.#counter, this.#used, out, false);
    this.#used = (this.#used + out.length) % SM4_BLOCK;
    return out;
  }

  /** Nothing is left in CTR: ends the stream and returns no bytes. */
  final(): Bytes {
    this.wipe();
    return new Uint8Array(0);
  }

  wipe(): void {
    this.#keys.wipe();
  }
}

/** CBC encryption in parts, with PKCS #7 padding. */
export class Sm4CbcEncryptor {
  readonly #keys: StreamKeys;
  readonly #chain: Bytes;
  #rest: Bytes = new Uint8Array(0);

  /** Throws gm/invalid-type, gm/invalid-length. */
  constructor(key: Uint8Array, iv: Uint8Array) {
    checkBytes(iv, 'iv', SM4_BLOCK);
    this.#keys = new StreamKeys(key, 'encrypt');
    this.#chain = new Uint8Array(iv);
  }

  /** The whole blocks so far; up to 15 bytes are kept. Throws gm/invalid-type, gm/secret-wiped. */
  update(plain: Uint8Array): Bytes {
    checkBytes(plain, 'plain');
    const keys = this.#keys.get();
    const joined = concat(this.#rest, plain);
    const whole = joined.length - (joined.length % SM4_BLOCK);
    this.#rest.fill(0);
    this.#rest = joined.slice(whole);
    const out = joined.slice(0, whole);
    joined.fill(0);
    engine.cbcEncrypt(keys, this.#chain, out);
    return out;
  }

  /** The last block. Throws gm/secret-wiped. */
  final(): Bytes {
    const out = pad(this.#rest);
    engine.cbcEncrypt(this.#keys.get(), this.#chain, out);
    this.wipe();
    return out;
  }

  wipe(): void {
    this.#rest.fill(0);
    this.#keys.wipe();
  }
}

/** The inverse of `Sm4CbcEncryptor`. What `update` returns is not authentic: only an outer MAC or signature tells. */
export class Sm4CbcDecryptor {
  readonly #keys: StreamKeys;
  readonly #chain: Bytes;
  #rest: Bytes = new Uint8Array(0);

  /** Throws gm/invalid-type, gm/invalid-length. */
  constructor(key: Uint8Array, iv: Uint8Array) {
    checkBytes(iv, 'iv', SM4_BLOCK);
    this.#keys = new StreamKeys(key, 'decrypt');
    this.#chain = new Uint8Array(iv);
  }

  /** The whole blocks so far but the last, which may be padding. Throws gm/invalid-type, gm/secret-wiped. */
  update(ciphertext: Uint8Array): Bytes {
    checkBytes(ciphertext, 'ciphertext');
    const keys = this.#keys.get();
    const joined = concat(this.#rest, ciphertext);
    const whole = Math.max(0, Math.ceil(joined.length / SM4_BLOCK) - 1) * SM4_BLOCK;
    this.#rest = joined.slice(whole);
    const out = joined.slice(0, whole);
    engine.cbcDecrypt(keys, this.#chain, out);
    return out;
  }

  /** The last 0 to 15 bytes. Throws gm/invalid-length on a cut block, gm/decrypt-failed on wrong padding, gm/secret-wiped. */
  final(): Bytes {
    const keys = this.#keys.get();
    try {
      if (this.#rest.length !== SM4_BLOCK) throw new GmError('gm/invalid-length', 'ciphertext');
      engine.cbcDecrypt(keys, this.#chain, this.#rest);
      return unpad(this.#rest);
    } finally {
      this.wipe();
    }
  }

  wipe(): void {
    this.#rest.fill(0);
    this.#keys.wipe();
  }
}
