export type { TimestampAttachment } from './attach-timestamp.ts';
export { attachTimestamp } from './attach-timestamp.ts';
export type { EncryptedDataInput, EnvelopedDataInput } from './build-enveloped-data.ts';
export { buildEncryptedData, buildEnvelopedData } from './build-enveloped-data.ts';
export type { SignedDataInput, SignedDataParts } from './build-signed-data.ts';
export { assembleSignedData } from './build-signed-data.ts';
export type { CertificateIdentifier } from './certificate-identifier.ts';
export type { ContentCipherName } from './content-cipher.ts';
export type { CmsFamily } from './content-info.ts';
export { digest } from './digest.ts';
export type { DigestName } from './digest-name.ts';
export type { EcdhRecipient } from './ecdh-recipient.ts';
export type { EnvelopedData, EnvelopedDataOptions, EnvelopeKind } from './enveloped-data.ts';
export { parseEnvelopedData, recipientFor } from './enveloped-data.ts';
export { unwrapAgreedKey } from './key-agreement.ts';
export type { Decrypted, DecryptInput } from './open-enveloped-data.ts';
export { decryptEnvelopedData, openEnvelopedData } from './open-enveloped-data.ts';
export type { OpenableRecipient, Recipient } from './recipient.ts';
export type {
  SignedAndEnvelopedDataCheck,
  SignedAndEnvelopedDataInput,
  SignersVerdict,
} from './signed-and-enveloped-data.ts';
export { assembleSignedAndEnvelopedData, verifySignedAndEnvelopedData } from './signed-and-enveloped-data.ts';
export type { SignedAttributes, SignedAttributesInput } from './signed-attributes.ts';
export { buildSignedAttributes, parseSignedAttributes } from './signed-attributes.ts';
export type { SignedData, SignedDataOptions } from './signed-data.ts';
export { parseSignedData } from './signed-data.ts';
export type { SignerInfo, UnsignedAttribute } from './signer-info.ts';
export { unwrapContentKey } from './unwrap-content-key.ts';
export type { SignedDataCheck, SignedDataVerdict, SignerVerdict } from './verify-signed-data.ts';
export { verifySignedData } from './verify-signed-data.ts';
export type { SignerInput } from './write-signer-info.ts';
export { signatureOctets } from './write-signer-info.ts';
