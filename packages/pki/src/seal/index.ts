export type { SealDrawing, SealPath } from './drawing.ts';
export { SEAL_RED, sealToSvg } from './drawing.ts';
export type { RoundSealInput } from './round-seal.ts';
export { drawRoundSeal } from './round-seal.ts';
