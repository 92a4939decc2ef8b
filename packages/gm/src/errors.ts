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

/** The only error class this package throws. Branch on `code`; `field` names the argument or the member of a structure at fault. */
export class GmError extends Error {
  readonly code: GmErrorCode;
  readonly field: string | undefined;
  /** Of gm/invalid-der: bytes from the start of the input to the element or length that is wrong. */
  readonly offset: number | undefined;

  constructor(code: GmErrorCode, field?: string, { cause, offset }: { cause?: unknown; offset?: number } = {}) {
    const at = offset === undefined ? '' : ` at byte ${offset}`;
    super(field === undefined ? code : `${code} (${field})${at}`, cause === undefined ? undefined : { cause });
    this.name = 'GmError';
    this.code = code;
    this.field = field;
    this.offset = offset;
  }
}
