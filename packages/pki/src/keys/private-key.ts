/**
 * Private keys of every kind this package verifies, with their public keys: SM2 and the NIST curves by their scalar, RSA
 * by its RSAPrivateKey. A key is checked when it is made: the scalar's range, the point, the product of the primes.
 */
import { GmError, Secret, sm2PublicKey } from '@qianyin/gm';
import { publicPoint } from '#keys';
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import { NIST_CURVES } from '../algorithms/nist-curve.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import { ecPublicKeyInfo } from '../algorithms/public-key.ts';
import { sameBytes } from '../bytes.ts';
import { PkiError } from '../errors.ts';

export type PrivateKeyKind = 'sm2' | NistCurveName | 'rsa';

export interface PrivateKey {
  kind: PrivateKeyKind;
  /** SM2 and the NIST curves: d, as long as the curve's coordinates. RSA: an encoded RSAPrivateKey (RFC 8017 §A.1.2). */
  secret: Secret;
  publicKey: PublicKeyInfo;
}

export type EcKind = Exclude<PrivateKeyKind, 'rsa'>;

/** Bytes of the scalar. */
const scalarLength = (kind: EcKind): number => (kind === 'sm2' ? 32 : NIST_CURVES[kind].length);

/**
 * From the scalar, which moves into the key's Secret: the array is wiped. Leading zeros may be missing (gmsm writes
 * some formats so) or too many. Throws `pki/bad-structure` (`privateKey`) when it is out of the curve's range.
 */
export function ecPrivateKey(kind: EcKind, scalar: Uint8Array, offset?: number): PrivateKey {
  const length = scalarLength(kind);
  const extra = scalar.length - length;
  const fits = extra <= 0 || !scalar.subarray(0, extra).some(Boolean);
  const padded = new Uint8Array(length);
  if (fits) padded.set(extra > 0 ? scalar.subarray(extra) : scalar, Math.max(0, -extra));
  scalar.fill(0);
  const secret = Secret.take(padded);
  const point = fits ? pointOf(kind, secret) : undefined;
  if (point) return { kind, secret, publicKey: ecPublicKeyInfo(kind, point) };
  secret.wipe();
  throw new PkiError('pki/bad-structure', `not a private key of ${kind}`, { offset, field: 'privateKey' });
}

function pointOf(kind: EcKind, secret: Secret): Uint8Array | undefined {
  if (kind !== 'sm2') return secret.use((scalar) => publicPoint(kind, scalar));
  try {
    return sm2PublicKey(secret);
  } catch (error) {
    if (error instanceof GmError) return undefined;
    throw error;
  }
}

/** Insist that a stored public key is this private key's: signing for another point gives the key away. */
export function checkPublicKey(key: PrivateKey, stored: Uint8Array, offset?: number): void {
  if (sameBytes(key.publicKey.publicKey, stored)) return;
  key.secret.wipe();
  throw new PkiError('pki/key-mismatch', 'the stored public key is another key’s', { offset, field: 'publicKey' });
}
