/** What the signer offers and how to call it: `@qianyin/signer/interface`. */
export { SignerClient } from './client.ts';
export type { SignerClientOptions } from './client.ts';
export { SIGNER_ERROR_CODES, SignerError } from './errors.ts';
export type { SignerErrorCode, SignerErrorData } from './errors.ts';
export { CERTIFICATE_PROFILES } from './lint-certificate.ts';
export type { CertificateProfile, IssuanceFacts } from './lint-certificate.ts';
export { MAX_MESSAGES } from './begin-cosignature.ts';
export { methods } from './methods.ts';
export type { MethodName, ReplyOf, RequestOf } from './methods.ts';
export { MAX_BODY } from './wire.ts';
export type { Holder } from './wire.ts';
