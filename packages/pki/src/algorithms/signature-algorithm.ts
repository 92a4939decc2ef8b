/**
 * The closed table of signature algorithms: SM2 with SM3 (GM/T 0006), ECDSA (RFC 5758), RSA PKCS #1 v1.5 and
 * RSASSA-PSS (RFC 4055, RFC 8017). What is not in it is never verified; SHA-1 and older are known by name so that a
 * verifier can say "too weak" instead of "unknown".
 */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { nullValue, oid, sequence } from '../der/write.ts';
import type { HashName } from './hash-name.ts';
import type { AlgorithmIdentifier } from './identifier.ts';
import { isNull, readAlgorithmParts } from './identifier.ts';
import { readPssParameters, writePssParameters } from './rsa-pss.ts';

export type SignatureAlgorithmName =
  | 'sm2-sm3'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512'
  | 'rsa-sha256'
  | 'rsa-sha384'
  | 'rsa-sha512'
  | 'rsa-pss-sha256'
  | 'rsa-pss-sha384'
  | 'rsa-pss-sha512';

export type Scheme = { family: 'sm2' } | { family: 'ecdsa' | 'rsa' | 'rsa-pss'; hash: HashName };

export const SCHEMES: Readonly<Record<SignatureAlgorithmName, Scheme>> = {
  'sm2-sm3': { family: 'sm2' },
  'ecdsa-sha256': { family: 'ecdsa', hash: 'sha256' },
  'ecdsa-sha384': { family: 'ecdsa', hash: 'sha384' },
  'ecdsa-sha512': { family: 'ecdsa', hash: 'sha512' },
  'rsa-sha256': { family: 'rsa', hash: 'sha256' },
  'rsa-sha384': { family: 'rsa', hash: 'sha384' },
  'rsa-sha512': { family: 'rsa', hash: 'sha512' },
  'rsa-pss-sha256': { family: 'rsa-pss', hash: 'sha256' },
  'rsa-pss-sha384': { family: 'rsa-pss', hash: 'sha384' },
  'rsa-pss-sha512': { family: 'rsa-pss', hash: 'sha512' },
};

export const SIGNATURE_ALGORITHMS = Object.keys(SCHEMES) as readonly SignatureAlgorithmName[];

export interface SignatureAlgorithm extends AlgorithmIdentifier {
  /** undefined: not in the table, or with parameters that are not the algorithm's; never verified. */
  name: SignatureAlgorithmName | undefined;
  /** Known, and too weak to believe: SHA-1, MD5, MD2. */
  weak: boolean;
  /** Of RSASSA-PSS, in bytes. */
  saltLength: number | undefined;
}

const BY_OID: ReadonlyMap<string, SignatureAlgorithmName> = new Map([
  [OID.sm2WithSm3, 'sm2-sm3'],
  [OID.ecdsaWithSha256, 'ecdsa-sha256'],
  [OID.ecdsaWithSha384, 'ecdsa-sha384'],
  [OID.ecdsaWithSha512, 'ecdsa-sha512'],
  [OID.rsaWithSha256, 'rsa-sha256'],
  [OID.rsaWithSha384, 'rsa-sha384'],
  [OID.rsaWithSha512, 'rsa-sha512'],
]);

/** RSA with MD2, MD5, SHA-1 (two arcs), ECDSA and DSA with SHA-1. */
const WEAK: readonly string[] = [
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.3.14.3.2.29',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
];

export function readSignatureAlgorithm(value: Der, field: string): SignatureAlgorithm {
  const { parametersAt, ...identifier } = readAlgorithmParts(value, field);
  if (identifier.oid === OID.rsaPss) {
    // §3.1: with this OID in a signature the parameters are there.
    if (!parametersAt) return value.fail(field, 'RSASSA-PSS without parameters');
    const { hash, weak, saltLength } = readPssParameters(parametersAt);
    return { ...identifier, name: hash && `rsa-pss-${hash}`, weak, saltLength };
  }
  const known = BY_OID.get(identifier.oid);
  const name = known && parametersFit(known, identifier.parameters) ? known : undefined;
  return { ...identifier, name, weak: WEAK.includes(identifier.oid), saltLength: undefined };
}

function parametersFit(name: SignatureAlgorithmName, parameters: Uint8Array | undefined): boolean {
  if (parameters === undefined) return true;
  // RFC 5758 §3.2 leaves ECDSA's absent. RFC 4055 §5 wants NULL for RSA and reads absent; SM2 is met both ways.
  return SCHEMES[name].family !== 'ecdsa' && isNull(parameters);
}

/** The AlgorithmIdentifier in the one form this package writes. */
export function writeSignatureAlgorithm(name: SignatureAlgorithmName): Uint8Array {
  const scheme = SCHEMES[name];
  if (scheme.family === 'sm2') return sequence(oid(OID.sm2WithSm3));
  if (scheme.family === 'rsa-pss') return sequence(oid(OID.rsaPss), writePssParameters(scheme.hash));
  for (const [type, each] of BY_OID) {
    if (each === name) return scheme.family === 'rsa' ? sequence(oid(type), nullValue()) : sequence(oid(type));
  }
  throw new TypeError(name);
}
