/**
 * Inverses modulo p and n by division steps: D. J. Bernstein, B.-Y. Yang, "Fast constant-time gcd computation and modular
 * inversion" (TCHES 2019), in the variant that starts at δ = 1/2, for which 590 steps suffice for every pair of 256-bit numbers
 * (P. Wuille's proof beside libsecp256k1). Twenty-nine steps at a time, as many as a limb has bits: 21·29 = 609.
 *
 * Bounds: the matrix of 29 steps has |u| + |v| ≤ 2^29 and |q| + |r| ≤ 2^29, so f and g keep within their first size, and d and e
 * grow by one modulus at each of the 21 rounds; limb 8 stays below 22·2^24, a column below 2^58 + 2^58 + 2^30.
 */

import { N, N_FACTOR, P, R2_N, R3_P, UNIT } from './constants';
import { carry } from './field';
import { multiply, multiplyModN } from './products';
import { INVERSE_D as D, INVERSE_E as E, INVERSE_F as F, INVERSE_G as G } from './scratch';

const MASK: i64 = 0x1fffffff;
const STEPS: i32 = 29;
const ROUNDS: i32 = 21;

/** Of an element in Montgomery form that is canonical (or, at least, in (−p, p) with carried limbs); 0 gives 0. */
export function invertModP(out: usize, a: usize): void {
  divisionSteps(a, P, 1);
  multiply(out, D, R3_P);
}

/** Of a plain number below n; 0 gives 0. */
export function invertModN(out: usize, a: usize): void {
  divisionSteps(a, N, N_FACTOR);
  multiplyModN(out, D, R2_N);
  multiplyModN(out, out, UNIT);
}

/** D ← a⁻¹ modulo the modulus, as it is: no Montgomery factor. `factor` is −modulus⁻¹ mod 2^29. */
function divisionSteps(a: usize, modulus: usize, factor: i32): void {
  memory.copy(F, modulus, 36);
  memory.copy(G, a, 36);
  memory.fill(D, 0, 40);
  memory.fill(E, 0, 40);
  store<i32>(E, 1);
  // −δ − 1/2, so that the sign says whether δ is positive.
  let zeta: i64 = -1;
  for (let round = 0; round < ROUNDS; round++) {
    let f = i64.load32_s(F);
    let g = i64.load32_s(G);
    // Two numbers in one, u + 2^32·v and q + 2^32·r: the steps are linear.
    let uv: i64 = 1;
    let qr: i64 = 1 << 32;
    for (let i = 0; i < STEPS; i++) {
      // δ > 0 and g odd: swap with a sign; g odd: add. Both by masks.
      let swap = zeta >> 63;
      const odd = -(g & 1);
      g += ((f ^ swap) - swap) & odd;
      qr += ((uv ^ swap) - swap) & odd;
      swap &= odd;
      zeta = (zeta ^ swap) - 1;
      f += g & swap;
      uv += qr & swap;
      g >>= 1;
      uv <<= 1;
    }
    const u = <i64>(<i32>uv);
    const v = (uv - u) >> 32;
    const q = <i64>(<i32>qr);
    const r = (qr - q) >> 32;
    transformPair(u, v, q, r);
    transformCofactors(u, v, q, r, modulus, factor);
  }
  // f is now 1 or −1, and d its cofactor.
  const sign = load<i32>(F, 32) >> 31;
  for (let i = 0; i < 36; i += 4) store<i32>(D + i, (load<i32>(D + i) ^ sign) - sign);
  carry(D);
}

/** (f, g) ← (u·f + v·g, q·f + r·g) / 2^29, exactly. */
function transformPair(u: i64, v: i64, q: i64, r: i64): void {
  let f: i64 = 0;
  let g: i64 = 0;
  for (let i = 0; i < 36; i += 4) {
    const x = i64.load32_s(F + i);
    const y = i64.load32_s(G + i);
    f += u * x + v * y;
    g += q * x + r * y;
    if (i > 0) {
      store<i32>(F + i - 4, <i32>(f & MASK));
      store<i32>(G + i - 4, <i32>(g & MASK));
    }
    f >>= 29;
    g >>= 29;
  }
  store<i32>(F, <i32>f, 32);
  store<i32>(G, <i32>g, 32);
}

/** The same for (d, e), modulo the modulus: a multiple of it makes the division exact. */
function transformCofactors(u: i64, v: i64, q: i64, r: i64, modulus: usize, factor: i64): void {
  let d: i64 = 0;
  let e: i64 = 0;
  let toD: i64 = 0;
  let toE: i64 = 0;
  for (let i = 0; i < 36; i += 4) {
    const x = i64.load32_s(D + i);
    const y = i64.load32_s(E + i);
    const m = i64.load32_s(modulus + i);
    d += u * x + v * y;
    e += q * x + r * y;
    if (i === 0) {
      toD = (d * factor) & MASK;
      toE = (e * factor) & MASK;
    }
    d += toD * m;
    e += toE * m;
    if (i > 0) {
      store<i32>(D + i - 4, <i32>(d & MASK));
      store<i32>(E + i - 4, <i32>(e & MASK));
    }
    d >>= 29;
    e >>= 29;
  }
  store<i32>(D, <i32>d, 32);
  store<i32>(E, <i32>e, 32);
}
