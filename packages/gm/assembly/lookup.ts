/** Constant-time choice from a table: every entry is read, the wanted one is kept by mask. */

import { EX, POINT } from './scratch';

/**
 * The entry of `count` at `index`, negated where `negative` is all ones, goes to EX, EY. An entry is five vectors; the first two
 * limbs of vector 2 belong to x, the rest to y.
 */
export function lookUp(table: usize, count: i32, index: i32, negative: i32): void {
  const wanted = i32x4.splat(index);
  const one = i32x4.splat(1);
  let at = i32x4.splat(0);
  let a = at;
  let b = at;
  let c = at;
  let d = at;
  let e = at;
  const end = table + count * POINT;
  for (let entry = table; entry < end; entry += POINT) {
    const mask = i32x4.eq(at, wanted);
    a = v128.or(a, v128.and(v128.load(entry), mask));
    b = v128.or(b, v128.and(v128.load(entry, 16), mask));
    c = v128.or(c, v128.and(v128.load(entry, 32), mask));
    d = v128.or(d, v128.and(v128.load(entry, 48), mask));
    e = v128.or(e, v128.and(v128.load(entry, 64), mask));
    at = i32x4.add(at, one);
  }
  const flip = i32x4.splat(negative);
  const flipY = v128.and(flip, i32x4(0, 0, -1, -1));
  v128.store(EX, a);
  v128.store(EX, b, 16);
  v128.store(EX, i32x4.sub(v128.xor(c, flipY), flipY), 32);
  v128.store(EX, i32x4.sub(v128.xor(d, flip), flip), 48);
  v128.store(EX, i32x4.sub(v128.xor(e, flip), flip), 64);
}

/** The same for a public index. */
export function take(entry: usize, negative: bool): void {
  const flip = i32x4.splat(-(<i32>negative));
  const flipY = v128.and(flip, i32x4(0, 0, -1, -1));
  v128.store(EX, v128.load(entry));
  v128.store(EX, v128.load(entry, 16), 16);
  v128.store(EX, i32x4.sub(v128.xor(v128.load(entry, 32), flipY), flipY), 32);
  v128.store(EX, i32x4.sub(v128.xor(v128.load(entry, 48), flip), flip), 48);
  v128.store(EX, i32x4.sub(v128.xor(v128.load(entry, 64), flip), flip), 64);
}
