/** The public interface of @qianyin/gm. Nothing else is to be imported from this package. */

export type { Bytes } from './bytes.ts';
export { constantTimeEqual } from './bytes.ts';
export type { GmErrorCode } from './errors.ts';
export { GmError } from './errors.ts';
export type { RandomBytes } from './random.ts';
export { Secret } from './secret.ts';
export { Sm3 } from '#sm3';
export { hmacSm3, sm3, sm3Kdf } from './sm3/sm3.ts';
export { sm4CbcDecrypt, sm4CbcEncrypt, sm4CtrEncrypt, sm4EcbDecrypt, sm4EcbEncrypt } from '#sm4';
export { ciphertextFromDer, ciphertextToDer, signatureFromDer, signatureToDer } from './sm2/der.ts';
export { DEFAULT_ID, sm2Digest } from './sm2/digest.ts';
export type { Sm2Ciphertext } from './sm2/encryption.ts';
export { sm2Decrypt, sm2Encrypt } from './sm2/encryption.ts';
export type { Sm2KeyPair } from './sm2/key.ts';
export { sm2CheckPublicKey, sm2DecompressPoint, sm2GenerateKeyPair, sm2PublicKey } from './sm2/key.ts';
export { sm2Sign, sm2SignDigest, sm2Verify, sm2VerifyDigest } from './sm2/signature.ts';
export type { Sm2Signer } from './sm2/signer.ts';
export { sm2Signer } from './sm2/signer.ts';
export type { DecryptionContext, KeyContext } from './two-party/context.ts';
export { phoneFinishDecryption, phoneStartDecryption } from './two-party/phone-decryption.ts';
export { phoneFinishKey, phoneStartKey } from './two-party/phone-key.ts';
export { phoneFinishSignature, phoneStartSignature } from './two-party/phone-signature.ts';
export { maskShare, unmaskShare } from './two-party/share-mask.ts';
export { signerDecrypt } from './two-party/signer-decryption.ts';
export { signerCompleteKey } from './two-party/signer-key.ts';
export { signerFinishSignature, signerStartSignature } from './two-party/signer-signature.ts';
export { splitKey } from './two-party/split-key.ts';
