/** Which algorithm of the closed table a SignerInfo means. */
import { isNull } from '../algorithms/identifier.ts';
import type { SignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { SCHEMES } from '../algorithms/signature-algorithm.ts';
import { OID } from '../der/oids.ts';
import { digestNameOf } from './digest-name.ts';
import type { SignerInfo } from './signer-info.ts';

/**
 * The signature algorithm, which must use the digest that the signer named for the content: two digests in one signer
 * would leave its strength to the weaker one. GB/T 35275 names SM2 by SM2-1, RFC 3370 §3.2 PKCS #1 by rsaEncryption.
 */
export function schemeOf({ signatureAlgorithm, digestAlgorithm }: SignerInfo): SignatureAlgorithm {
  const name = digestNameOf(digestAlgorithm);
  const unknown = { ...signatureAlgorithm, name: undefined };
  if (!name) return unknown;
  const { oid: type, parameters } = signatureAlgorithm;
  const plain = !parameters || isNull(parameters);
  if (type === OID.sm2Signature) return plain && name === 'sm3' ? { ...signatureAlgorithm, name: 'sm2-sm3' } : unknown;
  if (type === OID.rsaEncryption)
    return plain && name !== 'sm3' ? { ...signatureAlgorithm, name: `rsa-${name}` } : unknown;
  const scheme = signatureAlgorithm.name && SCHEMES[signatureAlgorithm.name];
  if (!scheme) return unknown;
  return (scheme.family === 'sm2' ? 'sm3' : scheme.hash) === name ? signatureAlgorithm : unknown;
}
