/**
 * The tables of the constant-time S-box of SM4 (assembly/sm4.ts), computed from its algebra. Every table has sixteen bytes and
 * is read by one byte-permuting instruction, after Hamburg, "Accelerating AES with Vector Permute Instructions" (CHES 2009).
 *
 * S(x) = A·(A·x + C)⁻¹ + C over GF(2⁸) = GF(2)[z] / (z⁸+z⁷+z⁶+z⁵+z⁴+z²+1), A circulant. An element is held as i·ω + j·ω̄ over
 * GF(2⁴), ω + ω̄ = 1, N = ω·ω̄, written in a byte as the nibbles i and k = i + j. Its inverse is (j·ω + i·ω̄)/Δ with Δ = N·k² + i·j, and
 * u = 1/(1/i + 1/(N·k)) + j, v = 1/(1/j + 1/(N·k)) + i have 1/u = ((1+N)·i + N·j)/Δ and 1/v = (N·i + (1+N)·j)/Δ.
 * 1/0 is written 0x80: permuting by it gives 0, and so does every sum with it.
 */

const MODULUS = 0x1f5;
const C = 0xd3;
const INFINITY = 0x80;

/** The first row of A; each next row is it, rotated by one. */
const ROW = 0xa7;

/** Nibble to the element of GF(2⁴) inside GF(2⁸): powers of a root of y⁴ + y + 1. */
const root = find((g) => (multiply(multiply(g, g), multiply(g, g)) ^ g ^ 1) === 0);
const SMALL = span([1, root, multiply(root, root), multiply(root, multiply(root, root))]);
const omega = find((g) => (g ^ conjugate(g)) === 1);
const norm = multiply(omega, conjugate(omega));

/** The byte held for x is toTower[A·x]; C is added through the round keys. */
const toTower = new Uint8Array(256);
for (let i = 0; i < 16; i++)
  for (let j = 0; j < 16; j++)
    toTower[multiply(at(SMALL, i), omega) ^ multiply(at(SMALL, j), conjugate(omega))] = (i << 4) | (i ^ j);

const held = (x: number) => at(toTower, affine(x));
const back = new Uint8Array(256);
for (let x = 0; x < 256; x++) back[held(x)] = x;

/** The S-box's output is a sum of one value by u and one by v, each linear in A·(…)⁻¹. */
const byU = (write: (b: number) => number) => nibbles((u) => write(output(u, norm, norm ^ 1)));
const byV = (write: (b: number) => number) => nibbles((v) => write(output(v, norm ^ 1, norm)));

/** The linear step's parts inside a byte: B ⊕ (B ≪ 2), and B rotated by 2. */
const shifted = (b: number) => held(b ^ ((b << 2) & 0xff));
const rotated = (b: number) => held(rotate(b, 2));

export const SM4_TABLES = {
  INVERSE: nibbles((n) => (n === 0 ? INFINITY : smallInverse(at(SMALL, n)))),
  INVERSE_BY_NORM: nibbles((n) => (n === 0 ? INFINITY : smallInverse(multiply(norm, at(SMALL, n))))),
  HOLD_LOW: nibbles((n) => held(n)),
  HOLD_HIGH: nibbles((n) => held(n << 4)),
  PLAIN_LOW: nibbles((n) => at(back, n)),
  PLAIN_HIGH: nibbles((n) => at(back, n << 4)),
  P_U: byU(shifted),
  P_V: byV(shifted),
  Q_U: byU(rotated),
  Q_V: byV(rotated),
  S_U: byU((b) => b),
  S_V: byV((b) => b),
  ROTATE_8: rotation(1),
  ROTATE_16: rotation(2),
  ROTATE_24: rotation(3),
};

/** C before the S-box, and what C becomes behind it and the linear step, as they are held. */
export const SM4_CONSTANTS = { C, C_BEFORE: at(toTower, C), C_BEHIND: held(rotate(C, 2)) };

function nibbles(value: (nibble: number) => number): number[] {
  return Array.from({ length: 16 }, (_, nibble) => value(nibble));
}

/** Which byte comes to each place when four big-endian words are rotated left by `by` bytes. */
function rotation(by: number): number[] {
  return nibbles((place) => (place & 12) | ((place + by) & 3));
}

/** The AssemblyScript module `./sm4-tables`. */
export function sm4TablesSource(): string {
  const tables = Object.entries(SM4_TABLES).map(
    ([name, bytes]) => `export const ${name} = memory.data<u8>([${bytes.join(', ')}], 16);`,
  );
  const constants = Object.entries(SM4_CONSTANTS).map(([name, byte]) => `export const ${name}: u8 = ${byte};`);
  return [...tables, ...constants, ''].join('\n');
}

function output(nibble: number, forOmega: number, forConjugate: number): number {
  if (nibble === 0) return 0;
  const inverse = invert(at(SMALL, nibble));
  return affine(
    multiply(omega, multiply(forOmega, inverse)) ^ multiply(conjugate(omega), multiply(forConjugate, inverse)),
  );
}

function smallInverse(element: number): number {
  return SMALL.indexOf(invert(element));
}

/** A·x. */
export function affine(x: number): number {
  let out = 0;
  for (let i = 0; i < 8; i++) out |= parity(rotate(ROW, i) & x) << i;
  return out;
}

function multiply(a: number, b: number): number {
  let out = 0;
  for (; b > 0; b >>= 1) {
    if (b & 1) out ^= a;
    a <<= 1;
    if (a > 0xff) a ^= MODULUS;
  }
  return out;
}

/** x²⁵⁴. */
export function invert(x: number): number {
  let out = 1;
  for (let i = 0; i < 7; i++) {
    x = multiply(x, x);
    out = multiply(out, x);
  }
  return out;
}

/** x¹⁶. */
function conjugate(x: number): number {
  for (let i = 0; i < 4; i++) x = multiply(x, x);
  return x;
}

function span(basis: number[]): number[] {
  return nibbles((n) => basis.reduce((sum, element, i) => ((n >> i) & 1 ? sum ^ element : sum), 0));
}

function find(property: (x: number) => boolean): number {
  for (let x = 2; x < 256; x++) if (property(x)) return x;
  throw new Error('no such element');
}

function parity(x: number): number {
  for (const by of [4, 2, 1]) x ^= x >> by;
  return x & 1;
}

function rotate(byte: number, by: number): number {
  return ((byte << by) | (byte >> (8 - by))) & 0xff;
}

function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? Number.NaN;
}
