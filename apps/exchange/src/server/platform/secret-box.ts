/**
 * Secrets that must come back (a session's code secret and result token, a PKCE verifier) at rest: AES-256-GCM under a
 * key derived from the configured one, bound to the place where they lie.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

export class SecretBox {
  readonly #key: Buffer;

  constructor(sessionKey: string) {
    this.#key = Buffer.from(hkdfSync('sha256', sessionKey, '', 'exchange/secret-box/v1', 32));
  }

  /** Seals a JSON value for a place, e.g. `login:<id>`. */
  seal(value: unknown, place: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    cipher.setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** Opens what was sealed for this place. Throws when it was moved, altered, or sealed under another key. */
  open<T>(sealed: Buffer, place: string): T {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const json = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(json.toString('utf8')) as T;
  }
}
