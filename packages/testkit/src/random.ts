/** Bytes that look random and are the same every time: for vectors and toy keys, never for anything real. */
import { createHash } from 'node:crypto';

/** SHA-256 over seed and a counter, read as one stream. */
export function seededRandom(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  let pool: Uint8Array = new Uint8Array();
  return (length) => {
    while (pool.length < length) {
      const block = createHash('sha256').update(seed).update('\0').update(String(counter)).digest();
      counter += 1;
      pool = Buffer.concat([pool, block]);
    }
    const bytes = Uint8Array.from(pool.subarray(0, length));
    pool = pool.subarray(length);
    return bytes;
  };
}
