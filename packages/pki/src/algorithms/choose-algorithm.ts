/** Which algorithm a builder writes: the one asked for when the key can sign with it, else the usual one of its kind. */
import { PkiError } from '../errors.ts';
import type { KeyKind, PublicKeyInfo } from './public-key.ts';
import type { SignatureAlgorithmName } from './signature-algorithm.ts';
import { algorithmFits } from './verify-signature.ts';

const USUAL: Readonly<Record<KeyKind, SignatureAlgorithmName | undefined>> = {
  sm2: 'sm2-sm3',
  p256: 'ecdsa-sha256',
  p384: 'ecdsa-sha384',
  p521: 'ecdsa-sha512',
  rsa: 'rsa-sha256',
  other: undefined,
};

/** Throws `pki/bad-value` (`algorithm`) when the key cannot sign with it, `pki/unsupported-key` for a key of another kind. */
export function chooseAlgorithm(key: PublicKeyInfo, asked?: SignatureAlgorithmName): SignatureAlgorithmName {
  const name = asked ?? (key.pssOnly ? `rsa-pss-${key.pssOnly.parameters?.hash ?? 'sha256'}` : USUAL[key.kind]);
  if (!name) throw new PkiError('pki/unsupported-key', 'no algorithm for this kind of key', { field: 'publicKey' });
  if (algorithmFits({ name }, key)) return name;
  throw new PkiError('pki/bad-value', `a key of kind ${key.kind} does not sign with ${name}`, { field: 'algorithm' });
}
