/**
 * Writing EnvelopedData and its kin. Ciphers of the GM arc make messages of the GM arc (GB/T 35275 §9, version 1, SM2
 * recipients); AES makes RFC 5652 ones, GCM AuthEnvelopedData (RFC 5083), with SM4 as with AES. RSA recipients get OAEP with SHA-256, the
 * NIST curves an ephemeral key (RFC 5753). RSA PKCS #1 v1.5 is not written.
 */
import type { RandomBytes } from '@qianyin/gm';
import { Secret } from '@qianyin/gm';
import { contextPrimitive } from '../der/tags.ts';
import { encode, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import { drawn } from '../random.ts';
import type { ContentCipherName } from './content-cipher.ts';
import { CONTENT_CIPHERS, TAG_LENGTH, writeContentCipher } from './content-cipher.ts';
import type { CmsFamily } from './content-info.ts';
import { CONTENT_TYPES, DATA, writeContentInfo } from './content-info.ts';
import { writeRecipient } from './write-recipient.ts';

export interface EnvelopedDataInput {
  content: Uint8Array;
  /** Encryption certificates; each can open the message alone. Empty lists are refused. */
  recipients: readonly Certificate[];
  /** SM4-CBC unless given. */
  cipher?: ContentCipherName;
  random: RandomBytes;
}

/**
 * ContentInfo of type envelopedData, or authEnvelopedData for GCM. Throws `pki/bad-value` for a certificate that may
 * not encrypt keys, `pki/unsupported-key` for a key of another kind than the message's family takes.
 */
export function buildEnvelopedData({
  content,
  recipients,
  cipher = 'sm4-cbc',
  random,
}: EnvelopedDataInput): Uint8Array {
  if (recipients.length === 0) throw new PkiError('pki/bad-value', 'no recipient', { field: 'recipients' });
  const family = familyOf(cipher);
  const contentKey = Secret.take(drawn(random, CONTENT_CIPHERS[cipher].keyLength));
  try {
    const { info, mac } = encryptContent({ family, cipher, content, contentKey, random });
    const infos = recipients.map((each) => writeRecipient(each, { family, contentKey, random }));
    const set = setOf(...infos.map((each) => each.der));
    if (mac) {
      const body = sequence(integer(0), set, info, octetString(mac));
      return writeContentInfo(typeOf('rfc', 'auth-enveloped'), body);
    }
    // RFC 5652 §6.1: 0 when every recipient is named by issuer and serial for key transport, else 2. GB/T 35275: 1.
    const version = family === 'gm' ? 1 : infos.every((each) => each.transport) ? 0 : 2;
    return writeContentInfo(typeOf(family, 'enveloped'), sequence(integer(version), set, info));
  } finally {
    contentKey.wipe();
  }
}

export interface EncryptedDataInput {
  content: Uint8Array;
  /** Agreed elsewhere; as long as the cipher's key. */
  key: Secret;
  /** Without an authentication tag: CBC only. SM4-CBC unless given. */
  cipher?: ContentCipherName;
  random: RandomBytes;
}

/** ContentInfo of type encryptedData (GB/T 35275 §11, RFC 5652 §8). Throws `pki/bad-value`. */
export function buildEncryptedData({ content, key, cipher = 'sm4-cbc', random }: EncryptedDataInput): Uint8Array {
  const { keyLength, authenticated } = CONTENT_CIPHERS[cipher];
  if (authenticated) throw new PkiError('pki/bad-value', 'encryptedData has no place for a tag', { field: 'cipher' });
  if (key.length !== keyLength) throw new PkiError('pki/bad-value', `${keyLength} bytes expected`, { field: 'key' });
  const family = familyOf(cipher);
  const { info } = encryptContent({ family, cipher, content, contentKey: key, random });
  return writeContentInfo(typeOf(family, 'encrypted'), sequence(integer(family === 'gm' ? 1 : 0), info));
}

/** SM4-GCM goes by the RFC: the GM arc has no type of message with a tag. */
export const familyOf = (cipher: ContentCipherName): CmsFamily => (cipher === 'sm4-cbc' ? 'gm' : 'rfc');

export function typeOf(family: CmsFamily, kind: keyof (typeof CONTENT_TYPES)['rfc']): string {
  return CONTENT_TYPES[family][kind] ?? refuseKind(kind);
}

function refuseKind(kind: string): never {
  throw new PkiError('pki/bad-value', `the GM arc has no ${kind} data`, { field: 'cipher' });
}

interface ContentInput {
  family: CmsFamily;
  cipher: ContentCipherName;
  content: Uint8Array;
  contentKey: Secret;
  random: RandomBytes;
}

/** EncryptedContentInfo, and the tag where there is one. Key and vector are fresh each time, so no nonce repeats. */
export function encryptContent(input: ContentInput): { info: Uint8Array; mac: Uint8Array | undefined } {
  const { authenticated, ivLength, encrypt } = CONTENT_CIPHERS[input.cipher];
  const iv = drawn(input.random, ivLength);
  const encrypted = input.contentKey.use((key) => encrypt(key, iv, input.content, new Uint8Array()));
  const cut = authenticated ? encrypted.length - TAG_LENGTH : encrypted.length;
  const info = sequence(
    oid(DATA[input.family]),
    writeContentCipher(input.cipher, iv),
    encode(contextPrimitive(0), encrypted.subarray(0, cut)),
  );
  return { info, mac: authenticated ? encrypted.subarray(cut) : undefined };
}
