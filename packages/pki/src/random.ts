/** Randomness that was handed in, checked: a source that gives too little would make short keys and equal serial numbers. */
import type { RandomBytes } from '@qianyin/gm';
import { PkiError } from './errors.ts';

/** `length` bytes. Throws `pki/bad-value` (`random`) where the source gives anything else. */
export function drawn(random: RandomBytes, length: number): Uint8Array {
  const bytes = random(length);
  if (bytes instanceof Uint8Array && bytes.length === length) return bytes;
  throw new PkiError('pki/bad-value', `${length} bytes expected`, { field: 'random' });
}
