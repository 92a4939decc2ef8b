/**
 * Every failure of this package, as one closed set of codes. Nothing here carries a secret: `field` is the argument's name, never its value.
 */

export type GmErrorCode =
  | 'gm/invalid-type'
  | 'gm/invalid-length'
  | 'gm/invalid-point'
  | 'gm/invalid-scalar'
  | 'gm/invalid-der'
  | 'gm/invalid-context'
  | 'gm/decrypt-failed'
  | 'gm/proof-failed'
  | 'gm/share-wrong'
  | 'gm/key-mismatch'
  | 'gm/exchange-failed'
  | 'gm/retry'
  | 'gm/retry-exhausted'
  | 'gm/secret-wiped';

/** The only error class this package throws. Branch on `code`; `field` names the argument at fault. */
export class GmError extends Error {
  readonly code: GmErrorCode;
  readonly field: string | undefined;

  constructor(code: GmErrorCode, field?: string, cause?: unknown) {
    super(field === undefined ? code : `${code} (${field})`, cause === undefined ? undefined : { cause });
    this.name = 'GmError';
    this.code = code;
    this.field = field;
  }
}
