/**
 * Key exchange (GM/T 0003.3-2012 clause 6.1, GB/T 32918.3) with key confirmation: the initiator starts, the responder answers, the
 * initiator finishes and the responder compares. Each has a long-term key pair and draws an ephemeral one for one exchange.
 *
 * Who the other is, the key alone does not say: the public key must be known to be the other's, by a certificate or otherwise.
 * Without the confirmations the key is right only if nobody changed the messages; with them both sides know.
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes, concat, constantTimeEqual, wipe } from '../bytes.ts';
import { GmError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { randomScalar } from '../random.ts';
import { Secret } from '../secret.ts';
import { sm3Kdf, sm3Parts } from '../sm3/sm3.ts';
import { arithmetic } from './arithmetic.ts';
import { checkPoint, G, MAX_PRIVATE_KEY, times, withScalar } from './curve.ts';
import { sm2Z } from './digest.ts';
import { sm2PublicKey } from './key.ts';

/** The other side: its long-term public key (65 bytes) and its identifier, the default one when left out. */
export interface ExchangeParty {
  publicKey: Uint8Array;
  id?: Uint8Array;
}

/** What an exchange gives. */
export interface ExchangeAnswer {
  /** The common key, `keyLength` bytes. */
  key: Secret;
  /** 32 bytes for the other side: SB of the responder, SA of the initiator. */
  confirmation: Bytes;
}

/** Steps A1 to A3: the ephemeral key pair. `point` (65 bytes) goes to the responder, `ephemeral` into `sm2FinishExchange`. */
export function sm2StartExchange(random: RandomBytes): { ephemeral: Secret; point: Bytes } {
  const r = randomScalar(random);
  const point = times(r, G);
  return { ephemeral: Secret.take(r), point };
}

/**
 * Steps B1 to B8, the responder's. `point` and `confirmation` go to the initiator; `expected` is what `sm2ConfirmExchange` compares
 * with the initiator's confirmation before the key is used. Throws gm/invalid-point, gm/invalid-scalar, gm/invalid-length, and
 * gm/exchange-failed where the common point is infinity.
 */
export function sm2AnswerExchange(input: {
  privateKey: Secret;
  id?: Uint8Array;
  peer: ExchangeParty;
  peerPoint: Uint8Array;
  keyLength: number;
  random: RandomBytes;
}): ExchangeAnswer & { point: Bytes; expected: Bytes } {
  checkPoint(input.peerPoint, 'peerPoint');
  const { ephemeral, point } = sm2StartExchange(input.random);
  try {
    const { key, byResponder, byInitiator } = agree({ ...input, ephemeral, point, initiates: false });
    return { point, key, confirmation: byResponder, expected: byInitiator };
  } finally {
    ephemeral.wipe();
  }
}

/**
 * Steps A4 to A10, the initiator's, after it checked the responder's confirmation; its own goes to the responder. `ephemeral` is
 * wiped whatever happens: it is for one exchange. Throws gm/exchange-failed when the confirmation is wrong or the common point is
 * infinity; also gm/invalid-point, gm/invalid-scalar, gm/invalid-length, gm/secret-wiped.
 */
export function sm2FinishExchange(input: {
  privateKey: Secret;
  id?: Uint8Array;
  ephemeral: Secret;
  point: Uint8Array;
  peer: ExchangeParty;
  peerPoint: Uint8Array;
  keyLength: number;
  /** The responder's, 32 bytes. */
  confirmation: Uint8Array;
}): ExchangeAnswer {
  try {
    checkPoint(input.point, 'point');
    checkPoint(input.peerPoint, 'peerPoint');
    const { key, byResponder, byInitiator } = agree({ ...input, initiates: true });
    try {
      sm2ConfirmExchange({ expected: byResponder, confirmation: input.confirmation });
    } catch (error) {
      key.wipe();
      throw error;
    }
    return { key, confirmation: byInitiator };
  } finally {
    input.ephemeral.wipe();
  }
}

/** Step B10: compares the initiator's confirmation. Throws gm/exchange-failed; then the key must not be used. */
export function sm2ConfirmExchange(input: { expected: Uint8Array; confirmation: Uint8Array }): void {
  checkBytes(input.confirmation, 'confirmation', 32);
  if (!constantTimeEqual(input.expected, input.confirmation)) throw new GmError('gm/exchange-failed', 'confirmation');
}

/** The key and both confirmations, as both sides compute them. */
function agree(input: {
  privateKey: Secret;
  id?: Uint8Array;
  ephemeral: Secret;
  point: Uint8Array;
  peer: ExchangeParty;
  peerPoint: Uint8Array;
  keyLength: number;
  initiates: boolean;
}): { key: Secret; byResponder: Bytes; byInitiator: Bytes } {
  const { point, peer, peerPoint, initiates } = input;
  // The Z of both hold their checked public keys.
  const own = sm2Z(sm2PublicKey(input.privateKey), input.id);
  const others = sm2Z(peer.publicKey, peer.id);
  const inOrder = <T>(mine: T, theirs: T): T[] => (initiates ? [mine, theirs] : [theirs, mine]);
  const shared = sharedPoint(input);
  try {
    const x = shared.subarray(1, 33);
    const y = shared.subarray(33);
    const z = inOrder(own, others);
    const seed = concat(x, y, ...z);
    const key = deriveKey(seed, input.keyLength);
    const inner = sm3Parts(x, ...z, ...inOrder(point, peerPoint).map((bytes) => bytes.subarray(1)));
    return {
      key,
      byResponder: sm3Parts(Uint8Array.of(0x02), y, inner),
      byInitiator: sm3Parts(Uint8Array.of(0x03), y, inner),
    };
  } finally {
    wipe(shared);
  }
}

/** From x_U ‖ y_U ‖ Z_A ‖ Z_B, which is wiped, also where the length asked for is refused. */
function deriveKey(seed: Uint8Array, length: number): Secret {
  try {
    return Secret.take(sm3Kdf(seed, length));
  } finally {
    wipe(seed);
  }
}

/** U = V = t·(P' + x̄'·R') with t = d + x̄·r. The cofactor h is 1. */
function sharedPoint(input: {
  privateKey: Secret;
  ephemeral: Secret;
  point: Uint8Array;
  peer: ExchangeParty;
  peerPoint: Uint8Array;
}): Bytes {
  const weighted = times(reducedX(input.peerPoint), input.peerPoint);
  const sum = arithmetic.add(input.peer.publicKey, weighted);
  // A peer that chose R' = −x̄'⁻¹·P' has no part in the key.
  if (sum === undefined) throw new GmError('gm/exchange-failed', 'peerPoint');
  const product = withScalar(input.ephemeral, 'ephemeral', (r) => arithmetic.scalarMultiply(reducedX(input.point), r));
  const t = withScalar(input.privateKey, 'privateKey', (d) => arithmetic.scalarAdd(d, product), MAX_PRIVATE_KEY);
  wipe(product);
  try {
    // t = 0 has the probability of guessing the key; then the point is infinity.
    if (t.every((byte) => byte === 0)) throw new GmError('gm/exchange-failed', 'ephemeral');
    return times(t, sum);
  } finally {
    wipe(t);
  }
}

/** x̄ = 2^127 + (x mod 2^127) of a point, 32 bytes. */
function reducedX(point: Uint8Array): Bytes {
  const reduced = new Uint8Array(32);
  reduced.set(point.subarray(17, 33), 16);
  reduced[16]! |= 0x80;
  return reduced;
}
