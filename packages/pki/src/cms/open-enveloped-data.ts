/**
 * Opening what is enveloped, in two steps: the content key out of a recipient's encrypted key, the content by that key.
 * The first step may happen elsewhere, in a phone whose key is split or in a device; the second needs the key alone.
 *
 * Every way to fail answers `pki/decrypt-failed`, and nothing of the content is given out before it opened whole.
 * Still, for CBC the answer "opens, opens not" is itself an oracle to whoever may ask often with changed messages: such
 * a service takes authEnvelopedData, or a signature over the message.
 */
import type { Secret } from '@qianyin/gm';
import { GmError } from '@qianyin/gm';
import { sameBytes } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import type { Certificate } from '../x509/certificate.ts';
import { CONTENT_CIPHERS, decryptContent, decryptFailed } from './content-cipher.ts';
import type { EnvelopedData, EnvelopedDataOptions } from './enveloped-data.ts';
import { parseEnvelopedData, recipientFor } from './enveloped-data.ts';
import type { OpenableRecipient } from './recipient.ts';
import { unwrapContentKey } from './unwrap-content-key.ts';

/** The content. Throws `pki/decrypt-failed` for a wrong key, `pki/unsupported-algorithm` for a cipher left out. */
export function openEnvelopedData(envelope: EnvelopedData, contentKey: Secret): Uint8Array {
  const { cipher, encryptedContent, mac, authenticated, kind } = envelope;
  // A tag that nobody checks, or a plain cipher where the structure promises a tag: the structure does not hold.
  if (cipher.name && CONTENT_CIPHERS[cipher.name].authenticated !== (kind === 'auth-enveloped')) {
    throw new PkiError('pki/unsupported-algorithm', `${cipher.name} in ${kind} data`, {
      field: 'contentEncryptionAlgorithm',
    });
  }
  return contentKey.use((key) => decryptContent(cipher, key, encryptedContent, mac, authenticated));
}

export interface DecryptInput {
  cms: Uint8Array;
  /** Says which recipient is meant. */
  certificate: Certificate;
  /**
   * The whole private key; of SM2 its number alone will do. Or a function that answers the content key, for a key that
   * is elsewhere; it gets what has to be decrypted.
   */
  key: PrivateKey | Secret | ((recipient: OpenableRecipient) => Secret | Promise<Secret>);
  options?: EnvelopedDataOptions;
}

export interface Decrypted {
  content: Uint8Array;
  envelope: EnvelopedData;
}

/**
 * Parse and open. Throws what parseEnvelopedData throws, `pki/not-a-recipient` when the message names another
 * certificate, `pki/key-mismatch` when the key is not the certificate's, `pki/decrypt-failed` when it does not open. The
 * content key is wiped.
 */
export async function decryptEnvelopedData({ cms, certificate, key, options }: DecryptInput): Promise<Decrypted> {
  const envelope = parseEnvelopedData(cms, options);
  const recipient = recipientFor(envelope, certificate);
  if (!recipient) throw new PkiError('pki/not-a-recipient', 'the message is for others', { field: 'recipientInfos' });
  if (typeof key === 'object' && 'publicKey' in key && !sameBytes(key.publicKey.publicKey, certificate.publicKey)) {
    throw new PkiError('pki/key-mismatch', 'not the key of the certificate', { field: 'key' });
  }
  const contentKey = await contentKeyOf(recipient, key);
  try {
    return { content: openEnvelopedData(envelope, contentKey), envelope };
  } finally {
    contentKey.wipe();
  }
}

async function contentKeyOf(recipient: OpenableRecipient, key: DecryptInput['key']): Promise<Secret> {
  if (typeof key === 'object') return unwrapContentKey(recipient, key);
  try {
    return await key(recipient);
  } catch (error) {
    // The split key's functions say the same in their own words; anything else is no answer about the message.
    if (error instanceof GmError && error.code === 'gm/decrypt-failed') throw decryptFailed();
    throw error;
  }
}
