/**
 * SM3 (GM/T 0004-2012, GB/T 32905-2016) by Node's OpenSSL. Chosen through the package's `#sm3` import on Node; browsers get portable.ts.
 */

import { createHash } from 'node:crypto';
import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';

/** Incremental SM3: `new Sm3().update(part).update(part).digest()`. */
export class Sm3 {
  readonly #hash = createHash('sm3');
  #done = false;

  update(data: Uint8Array): this {
    checkBytes(data, 'data');
    if (this.#done) throw new GmError('gm/invalid-type', 'digest already taken');
    this.#hash.update(data);
    return this;
  }

  /** 32 bytes. The object is finished afterwards. */
  digest(): Bytes {
    if (this.#done) throw new GmError('gm/invalid-type', 'digest already taken');
    this.#done = true;
    return new Uint8Array(this.#hash.digest());
  }
}
