/**
 * Non-interactive proofs of knowledge (specs/two-party-sm2/v1.md, clause 4): one secret x with V1 = x·B1, V2 = x·B2, …
 * One pair is Schnorr's proof, two pairs are Chaum and Pedersen's. A proof is c‖z, 64 bytes.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, constantTimeEqual, isAllZero, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { sm3Kdf } from '../sm3/sm3.ts';
import { arithmetic } from '../sm2/arithmetic.ts';
import { checkScalar, times } from '../sm2/curve.ts';
import { lengthPrefixed } from './context.ts';

/** What is proved: value = x·base in every pair of checked points, under one tag and context. */
export interface Statement {
  tag: string;
  context: Uint8Array;
  pairs: { base: Uint8Array; value: Uint8Array }[];
}

/** For a secret scalar x. */
export function prove(statement: Statement, x: Uint8Array, random: RandomBytes): Bytes {
  const t = randomScalar(random);
  const c = challenge(
    statement,
    statement.pairs.map(({ base }) => times(t, base)),
  );
  const product = arithmetic.scalarMultiply(c, x);
  const z = arithmetic.scalarAdd(t, product);
  wipe(t, product);
  if (isAllZero(c) || isAllZero(z)) throw new GmError('gm/retry-exhausted', 'random');
  return concat(c, z);
}

/** Throws gm/proof-failed unless the proof holds; gm/invalid-length when it is not 64 bytes. */
export function checkProof(statement: Statement, proof: Uint8Array): void {
  checkBytes(proof, 'proof', 64);
  const c = proof.subarray(0, 32);
  const z = proof.subarray(32);
  try {
    checkScalar(c, 'proof');
    checkScalar(z, 'proof');
  } catch (cause) {
    throw new GmError('gm/proof-failed', 'proof', { cause });
  }
  const commitments = statement.pairs.flatMap(({ base, value }) => {
    const commitment = arithmetic.subtract(times(z, base), times(c, value));
    return commitment === undefined ? [] : [commitment];
  });
  if (commitments.length < statement.pairs.length || !constantTimeEqual(challenge(statement, commitments), c))
    throw new GmError('gm/proof-failed', 'proof');
}

/** Fiat–Shamir over everything: tag, context, every base, value and commitment. 48 bytes make the reduction's bias negligible. */
function challenge(statement: Statement, commitments: Uint8Array[]): Bytes {
  const points = statement.pairs.flatMap(({ base, value }) => [base, value]).concat(commitments);
  const input = lengthPrefixed([new TextEncoder().encode(statement.tag), statement.context, ...points]);
  return arithmetic.scalarReduce(sm3Kdf(input, 48));
}
