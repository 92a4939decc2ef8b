/**
 * The NIST curves (FIPS 186-4 D.1.2, SEC 2) of ECDSA keys. Points are uncompressed and checked here: coordinates
 * below p, on the curve, so that no arithmetic ever meets a point of another curve. All values are public.
 */
import { toHex } from '../bytes.ts';
import { OID } from '../der/oids.ts';

export type NistCurveName = 'p256' | 'p384' | 'p521';

export interface NistCurve {
  name: NistCurveName;
  oid: string;
  /** Of a coordinate and of r or s, in bytes. */
  length: number;
  p: bigint;
  /** Order of the group; the cofactor is 1. */
  n: bigint;
  b: bigint;
  Gx: bigint;
  Gy: bigint;
}

export const NIST_CURVES: Readonly<Record<NistCurveName, NistCurve>> = {
  p256: {
    name: 'p256',
    oid: OID.p256,
    length: 32,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    Gx: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
    Gy: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  },
  p384: {
    name: 'p384',
    oid: OID.p384,
    length: 48,
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    Gx: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
    Gy: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
  },
  p521: {
    name: 'p521',
    oid: OID.p521,
    length: 66,
    p: 0x1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn,
    n: 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    Gx: 0xc6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
    Gy: 0x11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
  },
};

export const NIST_CURVE_NAMES: readonly NistCurveName[] = ['p256', 'p384', 'p521'];

export const isNistCurve = (kind: string): kind is NistCurveName =>
  (NIST_CURVE_NAMES as readonly string[]).includes(kind);

export const toInteger = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`));

/** 04‖X‖Y, coordinates of the curve's length, on the curve (a = −3). Infinity has no such form. */
export function isPoint({ length, p, b }: NistCurve, bytes: Uint8Array): boolean {
  if (bytes.length !== 1 + 2 * length || bytes[0] !== 0x04) return false;
  const x = toInteger(bytes.subarray(1, 1 + length));
  const y = toInteger(bytes.subarray(1 + length));
  return x < p && y < p && (y * y - (x * x * x - 3n * x + b)) % p === 0n;
}
