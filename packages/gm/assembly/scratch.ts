/**
 * Working memory of the SM2 core: one block at fixed places, overwritten when an operation ends, because coordinates and
 * window digits on the way to a result tell about the secret scalar.
 *
 * A field element takes ELEMENT bytes: nine 29-bit limbs in i32 and four bytes of padding (bounds: build/products.ts). A point
 * of a table is two elements, x and y, POINT bytes: five vectors.
 */

export const ELEMENT: i32 = 40;
export const POINT: i32 = 80;

const SIZE: i32 = 6144;
const SCRATCH = memory.data(6144, 16);

/** The accumulator: Jacobian coordinates. */
export const X: usize = SCRATCH;
export const Y: usize = SCRATCH + 40;
export const Z: usize = SCRATCH + 80;
/** A second one, for the masked choice at the end of a walk. */
export const SAVED: usize = SCRATCH + 128;
/** Z² and Z³ in the place of Z, in walks without doublings. */
export const ZZ: usize = SCRATCH + 128;
export const ZZZ: usize = SCRATCH + 168;

/** The affine point that the next addition adds: x and y. */
export const EX: usize = SCRATCH + 256;
export const EY: usize = SCRATCH + 296;

/** Temporaries of the point formulas. */
export const T0: usize = SCRATCH + 336;
export const T1: usize = SCRATCH + 376;
export const T2: usize = SCRATCH + 416;
export const T3: usize = SCRATCH + 456;
export const T4: usize = SCRATCH + 496;
export const T5: usize = SCRATCH + 536;
export const H: usize = SCRATCH + 576;
export const S: usize = SCRATCH + 616;

/** Temporaries of what is built from field operations; U… are never kept across a call of another file. */
export const U0: usize = SCRATCH + 656;
export const U1: usize = SCRATCH + 696;
export const U2: usize = SCRATCH + 736;
export const U3: usize = SCRATCH + 776;

/** The two pairs of the division steps. */
export const INVERSE_F: usize = SCRATCH + 816;
export const INVERSE_G: usize = SCRATCH + 856;
export const INVERSE_D: usize = SCRATCH + 896;
export const INVERSE_E: usize = SCRATCH + 936;

/** Scalars of the operation at hand. */
export const K0: usize = SCRATCH + 976;
export const K1: usize = SCRATCH + 1016;
export const K2: usize = SCRATCH + 1056;
export const K3: usize = SCRATCH + 1096;

/** Little-endian bytes between limbs and words, and digits of a recoded scalar. */
export const BYTES: usize = SCRATCH + 1136;
export const DIGITS: usize = SCRATCH + 1200;

/** Two recodings of verification, two bytes a digit. */
export const NAF_S: usize = SCRATCH + 1264;
export const NAF_T: usize = SCRATCH + 1784;

/** Sixteen odd multiples of a point, affine. */
export const WINDOW: usize = SCRATCH + 2304;

/** Z and running products of at most 32 points that become affine together. */
export const ALL_Z: usize = SCRATCH + 3584;
export const PRODUCTS: usize = SCRATCH + 4864;

export function wipeScratch(): void {
  memory.fill(SCRATCH, 0, SIZE);
}
