/**
 * Verifying one signature of the closed table. On Node ECDSA and RSA are OpenSSL's, in browsers the portable files of
 * this package, chosen by the import `#verify`; SM2 is always @qianyin/gm.
 */
import { sm2Verify } from '@qianyin/gm';
import { ecdsaVerify, rsaVerify } from '#verify';
import { PkiError } from '../errors.ts';
import type { HashName } from './hash-name.ts';
import { HASH_LENGTH } from './hash-name.ts';
import { isNistCurve, NIST_CURVES, toInteger } from './nist-curve.ts';
import type { PublicKeyInfo } from './public-key.ts';
import type { SignatureAlgorithm, SignatureAlgorithmName } from './signature-algorithm.ts';
import { SCHEMES } from './signature-algorithm.ts';
import { halvesOf, resizeHalves } from './signature-value.ts';

/** As read from a structure; of an algorithm chosen by name, RSASSA-PSS has a salt as long as its digest. */
export type VerifiableAlgorithm =
  | Pick<SignatureAlgorithm, 'name' | 'weak' | 'saltLength'>
  | { name: SignatureAlgorithmName };

export interface SignatureCheck {
  algorithm: VerifiableAlgorithm;
  publicKey: PublicKeyInfo;
  message: Uint8Array;
  /** Raw: r‖s for SM2 (64 bytes) and ECDSA, the bytes for RSA. */
  signature: Uint8Array;
}

/**
 * False only for a wrong signature. Throws `pki/weak-algorithm` (SHA-1 and older), `pki/unsupported-algorithm` (not in
 * the table), `pki/unsupported-key` (a key of another kind than the algorithm's) and `pki/bad-structure` (an r‖s of
 * odd or wrong length).
 */
export function verifySignature({ algorithm, publicKey, message, signature }: SignatureCheck): boolean {
  const name = checkAlgorithm(algorithm, publicKey);
  const scheme = SCHEMES[name];
  if (scheme.family === 'sm2') {
    if (signature.length !== 64)
      throw new PkiError('pki/bad-structure', '64 bytes r‖s expected', { field: 'signature' });
    return sm2Verify({ publicKey: publicKey.publicKey, message, signature });
  }
  const { hash } = scheme;
  if (scheme.family === 'ecdsa') return verifyEcdsa(publicKey, hash, message, signature);
  // RFC 8017 §8.1.2, §8.2.2 step 1: as many octets as the modulus has.
  if (signature.length !== publicKey.rsa?.modulus.length) return false;
  const saltLength = scheme.family === 'rsa' ? undefined : saltOf(algorithm, hash);
  return rsaVerify({ key: publicKey, hash, saltLength, message, signature });
}

/** The algorithm's name, if it is one that is accepted and of the key's kind; throws as verifySignature does. */
export function checkAlgorithm(
  algorithm: VerifiableAlgorithm,
  publicKey: PublicKeyInfo,
  offset?: number,
): SignatureAlgorithmName {
  const { name } = algorithm;
  if (name === undefined) {
    const code = 'weak' in algorithm && algorithm.weak ? 'pki/weak-algorithm' : 'pki/unsupported-algorithm';
    throw new PkiError(code, 'never accepted', { offset, field: 'signatureAlgorithm' });
  }
  if (algorithmFits(algorithm, publicKey)) return name;
  const detail = `a key of kind ${publicKey.kind} does not sign with ${name}`;
  throw new PkiError('pki/unsupported-key', detail, { offset, field: 'publicKey' });
}

/** Whether a key of this kind may sign with this algorithm. */
export function algorithmFits(algorithm: VerifiableAlgorithm, key: PublicKeyInfo): boolean {
  if (algorithm.name === undefined) return false;
  const scheme = SCHEMES[algorithm.name];
  if (scheme.family === 'sm2') return key.kind === 'sm2';
  if (scheme.family === 'ecdsa') return isNistCurve(key.kind);
  if (key.kind !== 'rsa') return false;
  if (!key.pssOnly) return true;
  if (scheme.family !== 'rsa-pss') return false;
  // RFC 4055 §3.3: the key's digest, and at least its salt.
  const { parameters } = key.pssOnly;
  return !parameters || (parameters.hash === scheme.hash && parameters.saltLength <= saltOf(algorithm, scheme.hash));
}

function saltOf(algorithm: VerifiableAlgorithm, hash: HashName): number {
  return ('saltLength' in algorithm ? algorithm.saltLength : undefined) ?? HASH_LENGTH[hash];
}

function verifyEcdsa(key: PublicKeyInfo, hash: HashName, message: Uint8Array, signature: Uint8Array): boolean {
  if (!isNistCurve(key.kind)) return false;
  const curve = NIST_CURVES[key.kind];
  if (signature.length === 0 || signature.length % 2 !== 0) {
    throw new PkiError('pki/bad-structure', 'r‖s of two equal halves expected', { field: 'signature' });
  }
  const rs = resizeHalves(signature, curve.length);
  if (!rs) return false;
  // FIPS 186-4 §6.4.2 step 1. High and low s are both signatures: nothing here takes a signature for an identity.
  const inRange = halvesOf(rs).every((half) => {
    const number = toInteger(half);
    return number > 0n && number < curve.n;
  });
  return inRange && ecdsaVerify({ key, curve, hash, message, signature: rs });
}

/** For whoever looks for the signer: what the key could not have signed, or nobody accepts, is not its signature. */
export function isSignatureOf(check: SignatureCheck): boolean {
  return algorithmFits(check.algorithm, check.publicKey) && verifySignature(check);
}
