/**
 * Non-interactive proofs of knowledge (specs/two-party-sm2/v1.md, clause 4): one secret x with V1 = x·B1, V2 = x·B2, …
 * One pair is Schnorr's proof, two pairs are Chaum and Pedersen's. A proof is c‖z, 64 bytes.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, fromInteger, toInteger } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { sm3Kdf } from '../sm3/sm3.ts';
import type { Point } from '../sm2/curve.ts';
import { combine, decodeScalar, encodePoint, mod, ORDER, times } from '../sm2/curve.ts';
import { lengthPrefixed } from './context.ts';

/** What is proved: value = x·base in every pair, under one tag and context. */
export interface Statement {
  tag: string;
  context: Uint8Array;
  pairs: { base: Point; value: Point }[];
}

export function prove(statement: Statement, x: bigint, random: RandomBytes): Bytes {
  const t = randomScalar(random, ORDER - 1n);
  const c = challenge(
    statement,
    statement.pairs.map(({ base }) => times(base, t)),
  );
  const z = mod(t + c * x);
  if (c === 0n || z === 0n) throw new GmError('gm/retry-exhausted', 'random');
  return concat(fromInteger(c), fromInteger(z));
}

/** Throws gm/proof-failed unless the proof holds; gm/invalid-length when it is not 64 bytes. */
export function checkProof(statement: Statement, proof: Uint8Array): void {
  checkBytes(proof, 'proof', 64);
  let c: bigint;
  let z: bigint;
  try {
    c = decodeScalar(proof.subarray(0, 32), 'proof');
    z = decodeScalar(proof.subarray(32), 'proof');
  } catch (cause) {
    throw new GmError('gm/proof-failed', 'proof', cause);
  }
  const commitments = statement.pairs.map(({ base, value }) => combine(z, base, ORDER - c, value));
  if (commitments.some((point) => point.is0()) || challenge(statement, commitments) !== c) {
    throw new GmError('gm/proof-failed', 'proof');
  }
}

/** Fiat–Shamir over everything: tag, context, every base, value and commitment. 48 bytes make the reduction's bias negligible. */
function challenge(statement: Statement, commitments: Point[]): bigint {
  const points = statement.pairs.flatMap(({ base, value }) => [base, value]).concat(commitments);
  const input = lengthPrefixed([
    new TextEncoder().encode(statement.tag),
    statement.context,
    ...points.map(encodePoint),
  ]);
  return mod(toInteger(sm3Kdf(input, 48)));
}
