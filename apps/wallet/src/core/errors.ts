/**
 * What the phone itself refuses, as one closed set of codes. Answers of the service keep their own codes
 * (@qianyin/contract) and arrive as the client's ProblemError; no answer at all is its NetworkError.
 */

export const WALLET_ERROR_CODES = [
  /** This action needs a session. */
  'wallet/logged-out',
  /** Six digits that everybody tries first. */
  'wallet/pin-weak',
  'wallet/pin-format',
  /** This phone holds no key for the order or certificate: it lives on another phone, or was never made. */
  'wallet/key-missing',
  /** The service's half of the key generation does not prove itself. */
  'wallet/key-proof-invalid',
  /** The bytes to be co-signed carry another key than ours. */
  'wallet/request-key-differs',
  /** The bytes to be co-signed name another unit than the order. */
  'wallet/request-name-differs',
  'wallet/request-unreadable',
  /** The share of the encryption key does not open with the key that was made for it. */
  'wallet/share-invalid',
  /** An issued certificate holds another key than ours. */
  'wallet/certificate-key-differs',
  'wallet/certificate-name-differs',
  /** An issued certificate does not lead to the authority it names. */
  'wallet/certificate-chain-invalid',
  'wallet/certificate-unreadable',
  /** A co-signature does not verify under our key. */
  'wallet/signature-invalid',
  /** The answer has another number of nonces or signatures than was asked for. */
  'wallet/answer-invalid',
  /** Not a link of a scan session of this service. */
  'wallet/link-invalid',
  'wallet/typed-code-format',
  /** None of the certificates on this phone fits the request. */
  'wallet/no-fitting-certificate',
  /** The statement to be signed is not canonical JSON of exactly the known members. */
  'wallet/statement-malformed',
  /** A member of the statement differs from what was displayed; `field` names it. */
  'wallet/statement-differs',
  'wallet/document-unreadable',
  /** The signed attributes say something else than the document and the statement. */
  'wallet/attributes-differ',
  /** The number was not chosen among the three. */
  'wallet/number-missing',
  /** The ciphertext does not open with this key. */
  'wallet/decryption-failed',
] as const;
export type WalletErrorCode = (typeof WALLET_ERROR_CODES)[number];

/** The only error class of the wallet's core. Branch on `code`; `field` names what was at fault, never its value. */
export class WalletError extends Error {
  readonly code: WalletErrorCode;
  readonly field: string | undefined;

  constructor(code: WalletErrorCode, more: { field?: string; cause?: unknown } = {}) {
    super(more.field === undefined ? code : `${code} (${more.field})`, { cause: more.cause });
    this.name = 'WalletError';
    this.code = code;
    this.field = more.field;
  }
}
