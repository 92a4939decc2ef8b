/** RSAPrivateKey (RFC 8017 §A.1.2) of two primes, checked: n = p·q, and the public limits of every RSA key. */
import { Secret } from '@qianyin/gm';
import { toInteger } from '../algorithms/nist-curve.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import { parsePublicKeyInfo } from '../algorithms/public-key.ts';
import { OID } from '../der/oids.ts';
import { readOwnDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { bitOctets, nullValue, oid, sequence } from '../der/write.ts';
import type { PrivateKey } from './private-key.ts';

const FIELDS = ['modulus', 'publicExponent', 'd', 'p', 'q', 'dP', 'dQ', 'qInv'] as const;

/** AlgorithmIdentifier of keys that may sign either way. */
const rsaAlgorithm = (): Uint8Array => sequence(oid(OID.rsaEncryption), nullValue());

/** `der` is copied into the key's Secret. `algorithm` is the AlgorithmIdentifier that stood around it. */
export function rsaPrivateKey(der: Uint8Array, offset: number, algorithm: Uint8Array = rsaAlgorithm()): PrivateKey {
  const field = 'rsaPrivateKey';
  const value = readOwnDer(der, { base: offset, limits: { maxBytes: 8192, maxDepth: 2 } });
  const fields = value.open(TAG.sequence, field);
  const versionAt = fields.any('version');
  if (readSmallInteger(versionAt, 'version') !== 0) versionAt.fail('version', 'more than two primes');
  const members = FIELDS.map((name) => {
    const at = fields.next(TAG.integer, name);
    if ((at.content[0] as number) >= 0x80) at.fail(name, 'negative');
    return at;
  });
  fields.done();
  const [n, e, , p, q] = members as [
    (typeof members)[0],
    (typeof members)[0],
    unknown,
    (typeof members)[0],
    (typeof members)[0],
  ];
  const publicKey = publicOf(algorithm, sequence(n.bytes, e.bytes));
  // A product that is not n makes CRT signatures that give the factors away.
  if (toInteger(p.content) * toInteger(q.content) !== toInteger(n.content)) value.fail(field, 'p·q is not n');
  return { kind: 'rsa', secret: Secret.take(new Uint8Array(der)), publicKey };
}

/** Throws `pki/unsupported-key` for a modulus or exponent outside the limits. */
function publicOf(algorithm: Uint8Array, key: Uint8Array): PublicKeyInfo {
  return parsePublicKeyInfo(sequence(algorithm, bitOctets(key)));
}
