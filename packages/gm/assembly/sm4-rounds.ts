/**
 * SM4's thirty-two rounds (GM/T 0002-2012 clause 7) on blocks side by side, constant-time: the only table look-ups are byte
 * permutations of one register, and no branch or address depends on data. build/sm4-tables.ts has the algebra.
 *
 * Vector n holds word n of four blocks, each byte in the form of the tower field, in which it stays from the first round to
 * the last. The linear step is a sum of byte rotations there: with P = B ⊕ (B ≪ 2) and Q = B ⋘ 2 taken byte by byte,
 * L(B) = P ⊕ (Q ⋘ 8) ⊕ (Q ⋘ 16) ⊕ ((P ⊕ Q) ⋘ 24).
 */

import { NIBBLES } from './bytes';
import { Step } from './sm4-step';
import { INVERSE, INVERSE_BY_NORM, P_U, P_V, Q_U, Q_V, ROTATE_16, ROTATE_24, ROTATE_8 } from './sm4-tables';

/**
 * Between four blocks in the standard's form and their words in the tower field's, either way by its tables: words become
 * blocks as blocks become words.
 */
export function regroup(from: usize, to: usize, lowTable: usize, highTable: usize): void {
  const nibble = v128.load(NIBBLES);
  const low = v128.load(lowTable);
  const high = v128.load(highTable);
  const a = v128.load(from);
  const b = v128.load(from, 16);
  const c = v128.load(from, 32);
  const d = v128.load(from, 48);
  const ab01 = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
  const cd01 = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
  const ab23 = v128.shuffle<u32>(a, b, 2, 6, 3, 7);
  const cd23 = v128.shuffle<u32>(c, d, 2, 6, 3, 7);
  v128.store(to, Step.map(v128.shuffle<u64>(ab01, cd01, 0, 2), nibble, low, high));
  v128.store(to, Step.map(v128.shuffle<u64>(ab01, cd01, 1, 3), nibble, low, high), 16);
  v128.store(to, Step.map(v128.shuffle<u64>(ab23, cd23, 0, 2), nibble, low, high), 32);
  v128.store(to, Step.map(v128.shuffle<u64>(ab23, cd23, 1, 3), nibble, low, high), 48);
}

/**
 * Encrypts, or decrypts by reversed round keys, the words of four blocks in place. They are left in reverse order, which is
 * SM4's last step.
 */
export function rounds4(keys: usize, at: usize): void {
  const nibble = v128.load(NIBBLES);
  const inverse = v128.load(INVERSE);
  const byNorm = v128.load(INVERSE_BY_NORM);
  const pu = v128.load(P_U);
  const pv = v128.load(P_V);
  const qu = v128.load(Q_U);
  const qv = v128.load(Q_V);
  const r8 = v128.load(ROTATE_8);
  const r16 = v128.load(ROTATE_16);
  const r24 = v128.load(ROTATE_24);
  let a0 = v128.load(at);
  let a1 = v128.load(at, 16);
  let a2 = v128.load(at, 32);
  let a3 = v128.load(at, 48);
  for (let key = keys; key < keys + 128; key += 4) {
    const k = v128.load32_splat(key);
    const a = v128.xor(v128.xor(v128.xor(a1, a2), k), a3);
    const au = Step.u(a, nibble, inverse, byNorm);
    const av = Step.v(a, nibble, inverse, byNorm);
    const a4 = Step.linear(a0, au, av, pu, pv, qu, qv, r8, r16, r24);
    a0 = a1;
    a1 = a2;
    a2 = a3;
    a3 = a4;
  }
  v128.store(at, a0, 48);
  v128.store(at, a1, 32);
  v128.store(at, a2, 16);
  v128.store(at, a3);
}

/** The same on eight, whose steps fill each other's waiting times. */
export function rounds8(keys: usize, at: usize): void {
  const nibble = v128.load(NIBBLES);
  const inverse = v128.load(INVERSE);
  const byNorm = v128.load(INVERSE_BY_NORM);
  const pu = v128.load(P_U);
  const pv = v128.load(P_V);
  const qu = v128.load(Q_U);
  const qv = v128.load(Q_V);
  const r8 = v128.load(ROTATE_8);
  const r16 = v128.load(ROTATE_16);
  const r24 = v128.load(ROTATE_24);
  let a0 = v128.load(at);
  let a1 = v128.load(at, 16);
  let a2 = v128.load(at, 32);
  let a3 = v128.load(at, 48);
  let b0 = v128.load(at, 64);
  let b1 = v128.load(at, 80);
  let b2 = v128.load(at, 96);
  let b3 = v128.load(at, 112);
  for (let key = keys; key < keys + 128; key += 4) {
    const k = v128.load32_splat(key);
    const a = v128.xor(v128.xor(v128.xor(a1, a2), k), a3);
    const au = Step.u(a, nibble, inverse, byNorm);
    const av = Step.v(a, nibble, inverse, byNorm);
    const a4 = Step.linear(a0, au, av, pu, pv, qu, qv, r8, r16, r24);
    const b = v128.xor(v128.xor(v128.xor(b1, b2), k), b3);
    const bu = Step.u(b, nibble, inverse, byNorm);
    const bv = Step.v(b, nibble, inverse, byNorm);
    const b4 = Step.linear(b0, bu, bv, pu, pv, qu, qv, r8, r16, r24);
    a0 = a1;
    a1 = a2;
    a2 = a3;
    a3 = a4;
    b0 = b1;
    b1 = b2;
    b2 = b3;
    b3 = b4;
  }
  v128.store(at, a0, 48);
  v128.store(at, a1, 32);
  v128.store(at, a2, 16);
  v128.store(at, a3);
  v128.store(at, b0, 112);
  v128.store(at, b1, 96);
  v128.store(at, b2, 80);
  v128.store(at, b3, 64);
}
