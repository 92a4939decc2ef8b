/**
 * Opening what a PKCS #12 file encrypts: PBES2, and the old schemes of RFC 7292 Appendix C: triple DES where the platform
 * has it, RC2. RC4 is left out.
 */
import { readAlgorithmParts } from '../algorithms/identifier.ts';
import { concat } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import type { Ciphertext } from '../keys/block-cipher.ts';
import { decryptBlocks, unpad8, wrongPassword } from '../keys/block-cipher.ts';
import { isPbes2, openPbes2 } from '../keys/pbes2.ts';
import { unsupported } from '../keys/pbkdf2.ts';
import { useOnce } from '../keys/wipe.ts';
import { pkcs12Kdf, PURPOSE } from './kdf.ts';
import { PKCS12_OID } from './oids.ts';
import type { PasswordForms } from './password-forms.ts';
import { rc2CbcDecrypt } from './rc2.ts';

/** The plaintext, which the caller wipes. */
export function openEncrypted(algorithm: Der, ciphertext: Ciphertext, forms: PasswordForms): Uint8Array {
  const field = 'encryptionAlgorithm';
  const { oid: type, parametersAt } = readAlgorithmParts(algorithm, field);
  if (!parametersAt) return unsupported(type, algorithm, field);
  if (isPbes2(type)) return openPbes2(parametersAt, forms.utf8, ciphertext, forms.limit);
  const old = OLD[type];
  return old ? openOld(parametersAt, ciphertext, forms, old) : unsupported(type, algorithm, field);
}

interface OldScheme {
  /** Of the derived key, in bytes. */
  keyLength: number;
  decrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Ciphertext): Uint8Array;
}

const tripleDes: OldScheme['decrypt'] = (key, iv, ciphertext) => decryptBlocks('des-ede3-cbc', key, iv, ciphertext);

function rc2(key: Uint8Array, iv: Uint8Array, { octets, offset }: Ciphertext): Uint8Array {
  if (octets.length === 0 || octets.length % 8 !== 0) throw wrongPassword(offset);
  return unpad8(rc2CbcDecrypt(key, iv, octets), offset);
}

const OLD: Readonly<Record<string, OldScheme>> = {
  [PKCS12_OID.sha1With3KeyTripleDes]: { keyLength: 24, decrypt: tripleDes },
  [PKCS12_OID.sha1With2KeyTripleDes]: {
    keyLength: 16,
    decrypt: (key, iv, ciphertext) =>
      useOnce(concat(key, key.subarray(0, 8)), (three) => tripleDes(three, iv, ciphertext)),
  },
  [PKCS12_OID.sha1With128BitRc2]: { keyLength: 16, decrypt: rc2 },
  [PKCS12_OID.sha1With40BitRc2]: { keyLength: 5, decrypt: rc2 },
};

function openOld(parameters: Der, ciphertext: Ciphertext, forms: PasswordForms, scheme: OldScheme): Uint8Array {
  const fields = parameters.open(TAG.sequence, 'pbeParameters');
  const salt = fields.next(TAG.octetString, 'salt').content;
  const countAt = fields.any('iterationCount');
  const iterations = readSmallInteger(countAt, 'iterationCount');
  fields.done();
  if (salt.length > 1024) parameters.fail('salt', 'longer than 1024 bytes');
  // SHA-1 gives 20 bytes a run; the vector is one more run.
  forms.limit.spend((Math.ceil(scheme.keyLength / 20) + 1) * iterations, countAt.offset);
  const derive = (purpose: number, length: number) =>
    pkcs12Kdf({ hash: 'sha1', purpose, password: forms.bmp, salt, iterations, length });
  const iv = derive(PURPOSE.iv, 8);
  return useOnce(derive(PURPOSE.key, scheme.keyLength), (key) => scheme.decrypt(key, iv, ciphertext));
}
