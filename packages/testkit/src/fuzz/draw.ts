/** Draws of a fuzzer: fast, from one number, so that a run can be had again. Nothing secret comes of it. */

export interface Draw {
  /** An integer in [0, below). */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

/** xorshift32 (Marsaglia 2003). */
export function drawFrom(seed: number): Draw {
  let state = seed | 0 || 1;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return { below, pick: (from) => from[below(from.length)] as never };
}
