/**
 * PBES2 (RFC 8018 §6.2): a key from the password by PBKDF2, then a cipher in CBC. Written: AES-256 with HMAC-SHA-256, or
 * SM4 with HMAC-SM3. Read besides: AES-128 and -192, triple DES where Node has it, HMAC-SHA-1, and GM/T 0091's names.
 */
import type { RandomBytes } from '@qianyin/gm';
import { pbkdf2 } from '#keys';
import { readAlgorithmParts } from '../algorithms/identifier.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { drawn } from '../random.ts';
import type { BlockCipherName, Ciphertext, WritableCipherName } from './block-cipher.ts';
import { CIPHER_NAMES, CIPHERS, decryptBlocks, encryptBlocks } from './block-cipher.ts';
import type { WorkLimit } from './iterations.ts';
import { GM_ALIASES, KEY_OID } from './oids.ts';
import { readPbkdf2, unsupported, writePbkdf2 } from './pbkdf2.ts';
import { useOnce } from './wipe.ts';

export const isPbes2 = (type: string): boolean => (GM_ALIASES[type] ?? type) === KEY_OID.pbes2;

/** `parameters` are PBES2-params; `password` the octets. The answer is the plaintext, which the caller wipes. */
export function openPbes2(parameters: Der, password: Uint8Array, ciphertext: Ciphertext, limit: WorkLimit): Uint8Array {
  const fields = parameters.open(TAG.sequence, 'pbes2');
  const derivationAt = fields.any('keyDerivationFunc');
  const schemeAt = fields.any('encryptionScheme');
  fields.done();
  const work = readPbkdf2(derivationAt);
  const { salt, iterations, keyLength, prf } = work;
  const { name, iv } = readScheme(schemeAt);
  const length = CIPHERS[name].keyLength;
  if (keyLength !== undefined && keyLength !== length) derivationAt.fail('keyLength', `${length} expected`);
  limit.spendPbkdf2(work, length);
  const key = pbkdf2({ prf, password, salt, iterations, length });
  return useOnce(key, () => decryptBlocks(name, key, iv, ciphertext));
}

function readScheme(value: Der): { name: BlockCipherName; iv: Uint8Array } {
  const field = 'encryptionScheme';
  const { oid: type, parametersAt } = readAlgorithmParts(value, field);
  const wanted = GM_ALIASES[type] ?? type;
  const name = wanted === KEY_OID.sm4 ? 'sm4-cbc' : CIPHER_NAMES.find((each) => CIPHERS[each].oid === wanted);
  if (!name) return unsupported(type, value, field);
  const iv = parametersAt?.expect(TAG.octetString, field).content;
  if (iv?.length !== CIPHERS[name].ivLength) return value.fail(field, 'an initialisation vector expected');
  return { name, iv };
}

export interface PasswordEncryption {
  random: RandomBytes;
  /** `aes-256-cbc` with HMAC-SHA-256 unless given; `sm4-cbc` comes with HMAC-SM3. */
  cipher?: WritableCipherName;
  /** Of PBKDF2. */
  iterations?: number;
}

/** AlgorithmIdentifier of PBES2 and the ciphertext. The caller wipes `plain`. Throws `pki/bad-value` (`iterations`). */
export function sealPbes2(
  password: Uint8Array,
  plain: Uint8Array,
  { random, cipher = 'aes-256-cbc', iterations = 600_000 }: PasswordEncryption,
): { algorithm: Uint8Array; ciphertext: Uint8Array } {
  checkIterations(iterations);
  const { oid: type, keyLength: length, ivLength } = CIPHERS[cipher];
  const [salt, iv] = [new Uint8Array(drawn(random, 16)), new Uint8Array(drawn(random, ivLength))];
  const prf = cipher === 'sm4-cbc' ? 'sm3' : 'sha256';
  const key = pbkdf2({ prf, password, salt, iterations, length });
  const ciphertext = useOnce(key, () => encryptBlocks(cipher, key, iv, plain));
  const scheme = sequence(oid(type), octetString(iv));
  return {
    algorithm: sequence(oid(KEY_OID.pbes2), sequence(writePbkdf2(prf, salt, iterations), scheme)),
    ciphertext,
  };
}

/** Below a thousand a password is guessed in no time (RFC 8018 §4.2); above the readers' limit nobody opens the file. */
export function checkIterations(iterations: number): void {
  if (Number.isInteger(iterations) && iterations >= 1000 && iterations <= 10_000_000) return;
  throw new PkiError('pki/bad-value', '1000 to 10 million expected', { field: 'iterations' });
}
