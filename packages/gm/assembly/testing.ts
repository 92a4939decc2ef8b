/** What build/field.test.ts calls of the inner functions. Not part of the core. */

export { wipeScratch } from './scratch';
export { N, P } from './constants';
export { carry, isBelow, isZero, isZeroModP, makeCanonical, readBytes, writeBytes } from './field';
export { invertModN, invertModP } from './inverse';
export { addEntry, addEntryToWalk, double, multiply, multiplyModN, square } from './products';
export { EX, EY, H, S, T0, T1, T2, T3, T4, T5, U0, U1, U2, X, Y, Z, ZZ, ZZZ } from './scratch';
