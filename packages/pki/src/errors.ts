/**
 * The one error type of this package. Codes are a closed union so that tests and callers match on them, never on
 * the text; `offset` counts bytes from the start of what was handed in; `field` names the member of the structure.
 */
export type PkiErrorCode =
  /** Not strict DER (X.690 §10–11): lengths, tags, trailing bytes, values of universal types. */
  | 'pki/bad-der'
  /** Strict DER, but not the structure that was asked for. */
  | 'pki/bad-structure'
  /** Above a size, depth or count limit. */
  | 'pki/too-large'
  /** A value handed in that cannot be written by a builder, or judged at: an invalid date. */
  | 'pki/bad-value'
  | 'pki/unsupported-algorithm'
  /** SHA-1, MD5 or MD2 in a signature: known, and never believed. */
  | 'pki/weak-algorithm'
  | 'pki/unsupported-key'
  /** The message was not enveloped for this certificate. */
  | 'pki/not-a-recipient'
  /** Wrong key, wrong padding or changed ciphertext: one code, so that nobody learns which from outside. */
  | 'pki/decrypt-failed'
  /** A private key and a public key or certificate that do not belong together. */
  | 'pki/key-mismatch'
  /** A password, or a file changed since: the two cannot be told apart. */
  | 'pki/wrong-password'
  /** The seal's name has a character that the font lacks; `field` is the character. */
  | 'pki/glyph-missing'
  | 'pki/bad-font'
  | 'pki/not-a-pdf'
  | 'pki/pdf-too-large'
  | 'pki/pdf-encrypted'
  | 'pki/pdf-unreadable'
  /** Scripts, launch actions or dynamic forms: what is shown could differ from what is signed. */
  | 'pki/pdf-active-content'
  /** An earlier certification signature forbids any change (DocMDP P 1). */
  | 'pki/pdf-locked'
  | 'pki/too-many-pages'
  | 'pki/page-missing'
  | 'pki/field-exists'
  /** The file holds no signature placeholder, or one that does not cover the whole file. */
  | 'pki/pdf-not-prepared'
  /** The CMS does not fit the placeholder. */
  | 'pki/signature-too-large';

export class PkiError extends Error {
  override readonly name = 'PkiError';
  readonly code: PkiErrorCode;
  readonly offset: number | undefined;
  readonly field: string | undefined;

  constructor(code: PkiErrorCode, detail: string, where: { offset?: number; field?: string; cause?: unknown } = {}) {
    const at = where.offset === undefined ? '' : ` at byte ${where.offset}`;
    const of = where.field === undefined ? '' : ` (${where.field})`;
    super(`${code}: ${detail}${of}${at}`, where.cause === undefined ? undefined : { cause: where.cause });
    this.code = code;
    this.offset = where.offset;
    this.field = where.field;
  }
}
