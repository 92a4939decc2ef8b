/** ECDSA and RSA by Node's OpenSSL. Chosen through the package's `#verify` import on Node; browsers get portable.ts. */
import type { KeyObject } from 'node:crypto';
import { constants, createPublicKey, verify } from 'node:crypto';
import { OID } from '../../der/oids.ts';
import { bitOctets, nullValue, oid, sequence } from '../../der/write.ts';
import type { PublicKeyInfo } from '../public-key.ts';
import type { EcdsaCheck, RsaCheck } from './inputs.ts';

export function ecdsaVerify({ key, hash, message, signature }: EcdsaCheck): boolean {
  return verify(hash, message, { key: keyObject(key), dsaEncoding: 'ieee-p1363' }, signature);
}

export function rsaVerify({ key, hash, saltLength, message, signature }: RsaCheck): boolean {
  const padding = saltLength === undefined ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_PSS_PADDING;
  return verify(hash, message, { key: keyObject(key), padding, saltLength }, signature);
}

/** An issuer verifies many certificates, and reading its key costs OpenSSL as much as an RSA verification. */
const known = new WeakMap<PublicKeyInfo, KeyObject>();

function keyObject(key: PublicKeyInfo): KeyObject {
  const found = known.get(key);
  if (found) return found;
  // What restricts a key to PSS was checked before; OpenSSL gets it without.
  const der = key.rsa ? sequence(sequence(oid(OID.rsaEncryption), nullValue()), bitOctets(key.publicKey)) : key.der;
  const made = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  known.set(key, made);
  return made;
}
