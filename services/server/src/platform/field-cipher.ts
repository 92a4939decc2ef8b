/**
 * Personal data at rest: AES-256-GCM per field, bound to table, column and row, so that a database administrator can
 * neither read a value nor move it to another row. Equality look-ups go through a keyed index of their own key.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

export class FieldCipher {
  readonly #encryption: Buffer;
  readonly #index: Buffer;

  /** @param key 32 bytes */
  constructor(key: Uint8Array) {
    this.#encryption = derive(key, 'field-encryption');
    this.#index = derive(key, 'field-index');
  }

  /** nonce ‖ ciphertext ‖ tag; `place` is e.g. `accounts.account.phone:<row id>`. */
  seal(text: string, place: string): Buffer {
    return this.sealBytes(Buffer.from(text, 'utf8'), place);
  }

  sealBytes(bytes: Uint8Array, place: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#encryption, nonce).setAAD(Buffer.from(place));
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws when the value was altered or stood in another place. */
  open(sealed: Uint8Array, place: string): string {
    return this.openBytes(sealed, place).toString('utf8');
  }

  openBytes(sealed: Uint8Array, place: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const decipher = createDecipheriv('aes-256-gcm', this.#encryption, bytes.subarray(0, NONCE))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(bytes.length - TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
  }

  /** Same text and purpose, same 32 bytes; useless without the key. */
  index(text: string, purpose: string): Buffer {
    return createHmac('sha256', this.#index).update(`${purpose}\0${text}`).digest();
  }
}

function derive(key: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `qianyin/${info}/v1`, 32));
}
