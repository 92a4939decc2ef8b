/** ECDSA (FIPS 186-4 §6.4) and RSA (RFC 8017 §8) in TypeScript, for browsers. Everything here is public: no timing care. */
import type { WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { HashName } from '../hash-name.ts';
import type { NistCurve } from '../nist-curve.ts';
import { toInteger } from '../nist-curve.ts';
import { halvesOf } from '../signature-value.ts';
import { pkcs1Matches, pssMatches } from './emsa.ts';
import type { EcdsaCheck, RsaCheck } from './inputs.ts';
import { publicOperation } from './rsa-public.ts';

const HASHES: Readonly<Record<HashName, (message: Uint8Array) => Uint8Array>> = { sha256, sha384, sha512 };

const curves = new Map<string, WeierstrassPointCons<bigint>>();

function pointsOf({ name, p, n, b, Gx, Gy }: NistCurve): WeierstrassPointCons<bigint> {
  const found = curves.get(name);
  if (found) return found;
  const made = weierstrass({ p, n, h: 1n, a: p - 3n, b, Gx, Gy });
  curves.set(name, made);
  return made;
}

export function ecdsaVerify({ key, curve, hash, message, signature }: EcdsaCheck): boolean {
  const Point = pointsOf(curve);
  const [r, s] = halvesOf(signature).map(toInteger) as [bigint, bigint];
  const inverse = Point.Fn.inv(s);
  const u1 = Point.Fn.mul(leftmostBits(HASHES[hash](message), curve.n), inverse);
  const u2 = Point.Fn.mul(r, inverse);
  const R = Point.BASE.multiplyUnsafe(u1).add(Point.fromBytes(key.publicKey).multiplyUnsafe(u2));
  return !R.is0() && R.toAffine().x % curve.n === r;
}

/** §6.4: as many of the digest's leftmost bits as n has; reduced modulo n. */
function leftmostBits(digest: Uint8Array, n: bigint): bigint {
  const extra = digest.length * 8 - n.toString(2).length;
  return (extra > 0 ? toInteger(digest) >> BigInt(extra) : toInteger(digest)) % n;
}

export function rsaVerify({ key: { rsa }, hash, saltLength, message, signature }: RsaCheck): boolean {
  const encoded = rsa && publicOperation(rsa, signature);
  if (!encoded) return false;
  const digest = HASHES[hash](message);
  if (saltLength === undefined) return pkcs1Matches(encoded, hash, digest);
  return pssMatches({ encoded, bits: rsa.modulusBits - 1, digest, digestOf: HASHES[hash], saltLength });
}
