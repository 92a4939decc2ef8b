/**
 * Reading structures over bytes that passed the strict check. A `Der` is one value in place; `Fields` walks the
 * members of a constructed one in order and insists, by `done`, that none is left over: an extra member is refused,
 * never skipped.
 */
import { PkiError } from '../errors.ts';
import { checkDer, checkIsBytes, contentStartAt, DEFAULT_LIMITS, lengthAt } from './check.ts';
import type { DerLimits } from './check.ts';
import { checkPrimitive } from './primitives.ts';

interface ReadOptions {
  limits?: Partial<DerLimits>;
  /** Added to offsets in errors: where `bytes` begins in what the caller was handed. */
  base?: number;
}

/** Copy, check strictly, and open. The copy keeps later changes of the caller's array out of a verified object. */
export function readDer(bytes: Uint8Array, options: ReadOptions = {}): Der {
  checkIsBytes(bytes, options.base);
  const limits = options.limits ? { ...DEFAULT_LIMITS, ...options.limits } : DEFAULT_LIMITS;
  if (bytes.length > limits.maxBytes) checkDer(bytes, limits, options.base);
  return readOwnDer(new Uint8Array(bytes), { limits, base: options.base ?? 0 });
}

/** `readDer` without the copy, for an encoding inside one that was copied: an OCTET STRING that holds DER. */
export function readOwnDer(own: Uint8Array, { limits, base = 0 }: ReadOptions = {}): Der {
  checkDer(own, limits ? { ...DEFAULT_LIMITS, ...limits } : DEFAULT_LIMITS, base);
  return derAt(own, 0, own.length, base);
}

/** The value at `start` of bytes that passed the check. */
export function derAt(source: Uint8Array, start: number, limit: number, base: number): Der {
  const length = lengthAt(source, start, limit, base);
  const contentStart = contentStartAt(source, start);
  return new Der(source, source[start] as number, start, contentStart, contentStart + length, base);
}

export class Der {
  readonly tag: number;
  readonly #source: Uint8Array;
  readonly #start: number;
  readonly #contentStart: number;
  readonly #end: number;
  readonly #base: number;

  constructor(source: Uint8Array, tag: number, start: number, contentStart: number, end: number, base: number) {
    this.tag = tag;
    this.#source = source;
    this.#start = start;
    this.#contentStart = contentStart;
    this.#end = end;
    this.#base = base;
  }

  /** Where the value begins in what the caller handed in. */
  get offset(): number {
    return this.#base + this.#start;
  }

  /** Identifier, length and content octets. */
  get bytes(): Uint8Array {
    return this.#source.subarray(this.#start, this.#end);
  }

  get content(): Uint8Array {
    return this.#source.subarray(this.#contentStart, this.#end);
  }

  get contentOffset(): number {
    return this.#base + this.#contentStart;
  }

  /** Octets of the whole value. */
  get length(): number {
    return this.#end - this.#start;
  }

  expect(tag: number, field: string): this {
    if (this.tag !== tag) this.fail(field, `tag ${hex(tag)} expected, ${hex(this.tag)} found`);
    return this;
  }

  /** The members of a constructed value of this tag. */
  open(tag: number, field: string): Fields {
    this.expect(tag, field);
    return new Fields(this.#source, this.#contentStart, this.#end, this.#base, field);
  }

  /** All members, when any number of them may stand there. */
  list(tag: number, field: string, max = 1000): Der[] {
    const fields = this.open(tag, field);
    const all: Der[] = [];
    while (fields.more) {
      if (all.length === max)
        throw new PkiError('pki/too-large', `more than ${max} members`, { offset: this.offset, field });
      all.push(fields.any(field));
    }
    return all;
  }

  /** The one member of an explicit tag. */
  only(tag: number, field: string): Der {
    const fields = this.open(tag, field);
    const inner = fields.any(field);
    fields.done();
    return inner;
  }

  /** An IMPLICIT tag over a primitive type, read as that type: the strict walk could not know what it stands for. */
  as(tag: number, field?: string): Der {
    checkPrimitive(tag, this.#source, this.#contentStart, this.#end, this.#base, field);
    return new Der(this.#source, tag, this.#start, this.#contentStart, this.#end, this.#base);
  }

  fail(field: string, detail: string): never {
    throw new PkiError('pki/bad-structure', detail, { offset: this.offset, field });
  }
}

export class Fields {
  readonly #source: Uint8Array;
  readonly #end: number;
  readonly #base: number;
  readonly #of: string;
  #at: number;

  constructor(source: Uint8Array, start: number, end: number, base: number, of: string) {
    this.#source = source;
    this.#at = start;
    this.#end = end;
    this.#base = base;
    this.#of = of;
  }

  get more(): boolean {
    return this.#at < this.#end;
  }

  /** The next member, whatever it is. */
  any(field: string): Der {
    if (!this.more) this.#fail(field, 'missing');
    const value = derAt(this.#source, this.#at, this.#end, this.#base);
    this.#at += value.length;
    return value;
  }

  next(tag: number, field: string): Der {
    return this.any(field).expect(tag, field);
  }

  /** The next member if it carries this tag. */
  maybe(tag: number): Der | undefined {
    if (!this.more || this.#source[this.#at] !== tag) return undefined;
    return this.any(this.#of);
  }

  /** Insist that nothing is left. */
  done(): void {
    if (this.more) this.#fail(this.#of, 'unexpected member');
  }

  #fail(field: string, detail: string): never {
    throw new PkiError('pki/bad-structure', detail, { offset: this.#base + this.#at, field });
  }
}

function hex(tag: number): string {
  return tag.toString(16).padStart(2, '0');
}
