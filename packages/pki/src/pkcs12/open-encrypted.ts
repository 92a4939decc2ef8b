/**
 * Opening what a PKCS #12 file encrypts: PBES2, and the old pbeWithSHAAnd3-KeyTripleDES-CBC and its two-key sister
 * (RFC 7292 Appendix C) where the platform has triple DES. RC2 and RC4 are known by name and refused.
 */
import { readAlgorithmParts } from '../algorithms/identifier.ts';
import { concat } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import type { Ciphertext } from '../keys/block-cipher.ts';
import { decryptBlocks } from '../keys/block-cipher.ts';
import { isPbes2, openPbes2 } from '../keys/pbes2.ts';
import { unsupported } from '../keys/pbkdf2.ts';
import { useOnce } from '../keys/wipe.ts';
import { pkcs12Kdf, PURPOSE } from './kdf.ts';
import { PKCS12_OID } from './oids.ts';
import type { PasswordForms } from './password-forms.ts';

/** The plaintext, which the caller wipes. */
export function openEncrypted(algorithm: Der, ciphertext: Ciphertext, forms: PasswordForms): Uint8Array {
  const field = 'encryptionAlgorithm';
  const { oid: type, parametersAt } = readAlgorithmParts(algorithm, field);
  if (!parametersAt) return unsupported(type, algorithm, field);
  if (isPbes2(type)) return openPbes2(parametersAt, forms.utf8, ciphertext, forms.limit);
  if (type === PKCS12_OID.sha1With3KeyTripleDes) return openTripleDes(parametersAt, ciphertext, forms, 24);
  if (type === PKCS12_OID.sha1With2KeyTripleDes) return openTripleDes(parametersAt, ciphertext, forms, 16);
  return unsupported(type, algorithm, field);
}

function openTripleDes(parameters: Der, ciphertext: Ciphertext, forms: PasswordForms, length: number): Uint8Array {
  const fields = parameters.open(TAG.sequence, 'pbeParameters');
  const salt = fields.next(TAG.octetString, 'salt').content;
  const countAt = fields.any('iterationCount');
  const iterations = readSmallInteger(countAt, 'iterationCount');
  fields.done();
  if (salt.length > 1024) parameters.fail('salt', 'longer than 1024 bytes');
  // Keys of 24 bytes take two blocks of SHA-1, the vector one more.
  forms.limit.spend(3 * iterations, countAt.offset);
  const derive = (purpose: number, bytes: number) =>
    pkcs12Kdf({ hash: 'sha1', purpose, password: forms.bmp, salt, iterations, length: bytes });
  const iv = derive(PURPOSE.iv, 8);
  return useOnce(derive(PURPOSE.key, length), (derived) => {
    const key = length === 24 ? new Uint8Array(derived) : concat(derived, derived.subarray(0, 8));
    return useOnce(key, () => decryptBlocks('des-ede3-cbc', key, iv, ciphertext));
  });
}
