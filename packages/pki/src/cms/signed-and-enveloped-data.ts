/**
 * SignedAndEnvelopedData (GB/T 35275 §10, RFC 2315 §11): signed over the content, then encrypted; the signature stands
 * outside the encryption, as every GM implementation found writes it, and not encrypted a second time as RFC 2315 §11.2
 * says. RFC 5652 dropped the type: prefer SignedData inside EnvelopedData, which also hides who signed.
 */
import type { RandomBytes } from '@qianyin/gm';
import { Secret } from '@qianyin/gm';
import { PkiError } from '../errors.ts';
import { integer, sequence, setOf } from '../der/write.ts';
import type { Certificate } from '../x509/certificate.ts';
import { drawn } from '../random.ts';
import { encryptContent, familyOf, typeOf } from './build-enveloped-data.ts';
import type { SignedDataParts } from './build-signed-data.ts';
import { writeSignerBag } from './build-signed-data.ts';
import type { ContentCipherName } from './content-cipher.ts';
import { CONTENT_CIPHERS } from './content-cipher.ts';
import { DATA, writeContentInfo } from './content-info.ts';
import type { EnvelopedData } from './enveloped-data.ts';
import type { SignersCheck, SignerVerdict } from './verify-signed-data.ts';
import { verifySigners } from './verify-signed-data.ts';
import type { SignerInput } from './write-signer-info.ts';
import { writeRecipient } from './write-recipient.ts';
import type { Reason } from '../path/reason.ts';

export interface SignedAndEnvelopedDataInput extends Pick<SignedDataParts, 'chain' | 'revocation'> {
  content: Uint8Array;
  signers: readonly SignerInput[];
  recipients: readonly Certificate[];
  /** A CBC cipher; SM4-CBC unless given. */
  cipher?: ContentCipherName;
  random: RandomBytes;
}

/** ContentInfo of type signedAndEnvelopedData, version 1. Throws as assembleSignedData and buildEnvelopedData do. */
export function assembleSignedAndEnvelopedData(input: SignedAndEnvelopedDataInput): Uint8Array {
  const { content, cipher = 'sm4-cbc', random, recipients } = input;
  const { keyLength, authenticated } = CONTENT_CIPHERS[cipher];
  if (authenticated) throw new PkiError('pki/bad-value', 'no place for a tag', { field: 'cipher' });
  if (recipients.length === 0) throw new PkiError('pki/bad-value', 'no recipient', { field: 'recipients' });
  const family = familyOf(cipher);
  const bag = writeSignerBag(input, { family, contentType: DATA[family] });
  const contentKey = Secret.take(drawn(random, keyLength));
  try {
    const { info } = encryptContent({ family, cipher, content, contentKey, random });
    const infos = recipients.map((each) => writeRecipient(each, { family, contentKey, random }).der);
    const body = sequence(integer(1), setOf(...infos), bag.digestAlgorithms, info, ...bag.members);
    return writeContentInfo(typeOf(family, 'signed-and-enveloped'), body);
  } finally {
    contentKey.wipe();
  }
}

export interface SignedAndEnvelopedDataCheck extends SignersCheck {
  envelope: EnvelopedData;
  /** As openEnvelopedData answered it. */
  content: Uint8Array;
}

export interface SignersVerdict {
  ok: boolean;
  reasons: readonly Reason[];
  signers: readonly SignerVerdict[];
}

/** Judges the signers once the content is open. Never throws on bad evidence. */
export function verifySignedAndEnvelopedData(check: SignedAndEnvelopedDataCheck): SignersVerdict {
  const { envelope, content } = check;
  if (!envelope.signed) return { ok: false, reasons: ['pki/not-signed-data'], signers: [] };
  const { contentType, signed } = envelope;
  const { reasons, signers } = verifySigners(check, signed, { contentType, content });
  return { ok: reasons.length === 0, reasons, signers };
}
