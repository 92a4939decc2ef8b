/**
 * Reading RecipientInfos: key transport by SM2 (GB/T 35275 §9) and RSA-OAEP (RFC 3560), key agreement by ECDH
 * (RFC 5753). RSA PKCS #1 v1.5, passwords and key-encryption keys are listed as unsupported and never opened: v1.5 has
 * no decryption that keeps its padding to itself in every environment this package runs in.
 */
import { ciphertextFromDer, ciphertextToDer, GmError } from '@qianyin/gm';
import { concat } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { PkiError } from '../errors.ts';
import type { AlgorithmParts } from '../algorithms/identifier.ts';
import { isNull, readAlgorithmParts } from '../algorithms/identifier.ts';
import type { CertificateIdentifier } from './certificate-identifier.ts';
import { readCertificateIdentifier } from './certificate-identifier.ts';
import type { EcdhRecipient } from './ecdh-recipient.ts';
import { readEcdhRecipients } from './ecdh-recipient.ts';
import type { OaepHash } from './oaep-parameters.ts';
import { readOaepParameters } from './oaep-parameters.ts';

export type Recipient =
  /** `encryptedKey` is C1‖C3‖C2, however it was written. */
  | { kind: 'sm2'; identifier: CertificateIdentifier; encryptedKey: Uint8Array }
  | { kind: 'rsa-oaep'; identifier: CertificateIdentifier; encryptedKey: Uint8Array; hash: OaepHash }
  | EcdhRecipient
  /** `identifier` is undefined where the key is not a certificate's. */
  | { kind: 'unsupported'; identifier: CertificateIdentifier | undefined; algorithm: string | undefined };

export type OpenableRecipient = Exclude<Recipient, { kind: 'unsupported' }>;

/** Bytes of a content key: 16 (SM4, AES-128) to 32. */
const KEY_LENGTHS: readonly number[] = [16, 24, 32];
const MAX_RECIPIENTS = 256;

export interface RecipientOptions {
  /** Also read an SM2 key as CFCA's SADK below 3.2 wrote it: C1‖C2‖C3 without the 04. */
  cfca?: boolean;
}

export function readRecipients(value: Der, options: RecipientOptions): Recipient[] {
  const recipients = value.list(TAG.set, 'recipientInfos', MAX_RECIPIENTS).flatMap((each) => readOne(each, options));
  if (recipients.length === 0) value.fail('recipientInfos', 'no recipient');
  if (recipients.length > MAX_RECIPIENTS) {
    throw new PkiError('pki/too-large', 'too many recipients', { offset: value.offset, field: 'recipientInfos' });
  }
  return recipients;
}

function readOne(value: Der, options: RecipientOptions): Recipient[] {
  if (value.tag === TAG.sequence) return [readKeyTransport(value, options)];
  if (value.tag === contextConstructed(1)) return readEcdhRecipients(value);
  // Key-encryption key, password, other (RFC 5652 §6.2.3–5).
  if ([2, 3, 4].some((n) => value.tag === contextConstructed(n))) {
    return [{ kind: 'unsupported', identifier: undefined, algorithm: undefined }];
  }
  return value.fail('recipientInfos', 'not a RecipientInfo');
}

function readKeyTransport(value: Der, options: RecipientOptions): Recipient {
  const fields = value.open(TAG.sequence, 'recipientInfo');
  // RFC 5652: 0 or 2, GB/T 35275: 1, CFCA: 2 with [0]. What follows says the same more clearly.
  const version = fields.any('version');
  if (readSmallInteger(version, 'version') > 2) version.fail('version', '0 to 2 expected');
  const identifier = readCertificateIdentifier(fields.any('recipientIdentifier'), 'recipientIdentifier');
  const algorithm = readAlgorithmParts(fields.any('keyEncryptionAlgorithm'), 'keyEncryptionAlgorithm');
  const encrypted = fields.next(TAG.octetString, 'encryptedKey');
  fields.done();
  if (algorithm.oid === OID.sm2Encryption && withoutParameters(algorithm)) {
    return { kind: 'sm2', identifier, encryptedKey: readSm2Key(encrypted, options) };
  }
  const hash = algorithm.oid === OID.rsaesOaep ? readOaepParameters(algorithm.parametersAt) : undefined;
  if (!hash) return { kind: 'unsupported', identifier, algorithm: algorithm.oid };
  return { kind: 'rsa-oaep', identifier, encryptedKey: encrypted.content, hash };
}

const withoutParameters = ({ parameters }: AlgorithmParts): boolean => !parameters || isNull(parameters);

/** One reading only: the older order is taken for what has its length and is no SM2Cipher, and only when asked for. */
function readSm2Key(value: Der, { cfca }: RecipientOptions): Uint8Array {
  const { content } = value;
  try {
    return ciphertextFromDer(cfca && isLegacy(content) ? ciphertextToDer(reorder(content)) : content);
  } catch (cause) {
    if (!(cause instanceof GmError)) throw cause;
    throw new PkiError('pki/bad-structure', 'not an SM2Cipher', {
      offset: value.contentOffset + (cause.offset ?? 0),
      field: 'encryptedKey',
      cause,
    });
  }
}

function isLegacy(content: Uint8Array): boolean {
  const isDer = content[0] === TAG.sequence && content[1] === content.length - 2;
  return !isDer && KEY_LENGTHS.includes(content.length - 96);
}

/** X‖Y‖C2‖C3 → 04‖X‖Y‖C3‖C2. */
const reorder = (content: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0x04), content.subarray(0, 64), content.subarray(-32), content.subarray(64, -32));
