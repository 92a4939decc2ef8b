/** The same value under another identifier octet: SET OF ↔ [n] IMPLICIT. */
export function retag(value: Uint8Array, tag: number): Uint8Array {
  const copy = new Uint8Array(value);
  copy[0] = tag;
  return copy;
}
