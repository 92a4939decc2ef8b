/** EncryptedPrivateKeyInfo, PKCS #8 (RFC 5958 §3): a PrivateKeyInfo under a password, by PBES2. */
import { readAlgorithmParts } from '../algorithms/identifier.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { octetString, sequence } from '../der/write.ts';
import type { Ciphertext } from './block-cipher.ts';
import { ciphertextAt, wrongPassword } from './block-cipher.ts';
import { WorkLimit } from './iterations.ts';
import { unsupported } from './pbkdf2.ts';
import type { PasswordEncryption } from './pbes2.ts';
import { isPbes2, openPbes2, sealPbes2 } from './pbes2.ts';
import { parsePkcs8, writePkcs8 } from './pkcs8.ts';
import type { PrivateKey } from './private-key.ts';
import type { Password } from './wipe.ts';
import { useOnce, withPassword } from './wipe.ts';
import { PkiError } from '../errors.ts';

export interface EncryptedPkcs8Input {
  der: Uint8Array;
  password: Password;
  /** Over the whole file; MAX_ITERATIONS when left out. Above it: `pki/too-large` (`iterationCount`). */
  maxIterations?: number;
}

/** Opens a key. Throws `pki/wrong-password`, `pki/unsupported-algorithm` and whatever parsePkcs8 throws. */
export function decryptPkcs8({ der, password, maxIterations }: EncryptedPkcs8Input): PrivateKey {
  const value = readDer(der, { limits: { maxBytes: 32_768, maxDepth: 12 } });
  const limit = new WorkLimit(maxIterations);
  return withPassword(password, (octets) =>
    openShrouded(value, (algorithm, ciphertext) => {
      const { oid: type, parametersAt } = readAlgorithmParts(algorithm, 'encryptionAlgorithm');
      if (!isPbes2(type) || !parametersAt) return unsupported(type, algorithm, 'encryptionAlgorithm');
      return openPbes2(parametersAt, octets, ciphertext, limit);
    }),
  );
}

/** `open` answers the plaintext of a ciphertext under an AlgorithmIdentifier. */
export function openShrouded(value: Der, open: (algorithm: Der, ciphertext: Ciphertext) => Uint8Array): PrivateKey {
  const fields = value.open(TAG.sequence, 'encryptedPrivateKeyInfo');
  const algorithm = fields.any('encryptionAlgorithm');
  const ciphertext = ciphertextAt(fields.next(TAG.octetString, 'encryptedData'));
  fields.done();
  return useOnce(open(algorithm, ciphertext), (plain) => parseOpened(plain, ciphertext.offset));
}

/** Wrong keys pass the padding once in 256: what comes out then is no encoding, and is a wrong password all the same. */
function parseOpened(plain: Uint8Array, offset: number): PrivateKey {
  try {
    return parsePkcs8(plain);
  } catch (error) {
    if (error instanceof PkiError && error.code === 'pki/bad-der') throw wrongPassword(offset);
    throw error;
  }
}

/** PBES2 with AES-256 and HMAC-SHA-256, 600,000 iterations, unless told otherwise. */
export function encryptPkcs8(input: { key: PrivateKey; password: Password } & PasswordEncryption): Uint8Array {
  const { key, password, ...encryption } = input;
  const plain = writePkcs8(key);
  try {
    const { algorithm, ciphertext } = withPassword(password, (octets) =>
      plain.use((bytes) => sealPbes2(octets, bytes, encryption)),
    );
    return sequence(algorithm, octetString(ciphertext));
  } finally {
    plain.wipe();
  }
}
