/** Two-party keys: what the phone sends and gets. Formats of specs/two-party-sm2/v1.md. */
import { z } from 'zod';
import { bytesField, idField } from '../fields.ts';

/** Uncompressed point 04 ‖ X ‖ Y. */
export const pointField = bytesField(65);
export const scalarField = bytesField(32);
/** Schnorr proof of a discrete logarithm: challenge ‖ response. */
export const schnorrProofField = bytesField({ max: 128 });
/** Chaum–Pedersen proof. */
export const equalityProofField = bytesField({ max: 224 });

/** The messages of a ceremony, each signed with a nonce of its own; at most two (specs/two-party-sm2/v1.md). */
export const cosignatureStart = z.object({
  ceremonyId: idField,
  /** The phone's counter of completed ceremonies of this key; an old one with a right share means a cloned phone. */
  counter: z.int().min(0),
  q1: z.array(pointField).min(1).max(2),
});
export const cosignatureNonces = z.object({ r2: z.array(pointField) });
/** An empty `s1` asks again for the answer of a ceremony whose reply was lost; a phone never stores s1. */
export const cosignatureFinish = z.object({ ceremonyId: idField, s1: z.array(scalarField).max(2) });
export const cosignatureResult = z.object({ signatures: z.array(bytesField(64)), counter: z.int() });
