/**
 * What SM4's rounds and its key expansion consist of, on sixteen bytes at once. Inlined; the tables are parameters so that they
 * stay in registers over all rounds. build/sm4-tables.ts has the algebra and the names.
 */
export class Step {
  /** A linear map of every byte, given on its nibbles. `nibble` is 15 in every byte, here and below. */
  @inline
  static map(x: v128, nibble: v128, low: v128, high: v128): v128 {
    const second = i8x16.swizzle(high, v128.and(i32x4.shr_u(x, 4), nibble));
    return v128.xor(i8x16.swizzle(low, v128.and(x, nibble)), second);
  }

  /** One of the two nibbles that S's output tables are read by. */
  @inline
  static u(x: v128, nibble: v128, inverse: v128, byNorm: v128): v128 {
    const i = v128.and(i32x4.shr_u(x, 4), nibble);
    const k = v128.and(x, nibble);
    const sum = v128.xor(i8x16.swizzle(inverse, i), i8x16.swizzle(byNorm, k));
    return v128.xor(i8x16.swizzle(inverse, sum), v128.xor(i, k));
  }

  /** The other. */
  @inline
  static v(x: v128, nibble: v128, inverse: v128, byNorm: v128): v128 {
    const i = v128.and(i32x4.shr_u(x, 4), nibble);
    const k = v128.and(x, nibble);
    const sum = v128.xor(i8x16.swizzle(inverse, v128.xor(i, k)), i8x16.swizzle(byNorm, k));
    return v128.xor(i8x16.swizzle(inverse, sum), i);
  }

  /**
   * L of the word whose S-box is read by u and v, added to `word`. What is known last, a rotation of a sum, is added last: the
   * next round waits for it.
   */
  @inline
  static linear(
    word: v128,
    u: v128,
    v: v128,
    pu: v128,
    pv: v128,
    qu: v128,
    qv: v128,
    r8: v128,
    r16: v128,
    r24: v128,
  ): v128 {
    const q = v128.xor(i8x16.swizzle(qu, u), i8x16.swizzle(qv, v));
    const p = v128.xor(i8x16.swizzle(pu, u), i8x16.swizzle(pv, v));
    const rotated = v128.xor(i8x16.swizzle(q, r8), i8x16.swizzle(q, r16));
    return v128.xor(v128.xor(v128.xor(word, p), rotated), i8x16.swizzle(v128.xor(p, q), r24));
  }
}
