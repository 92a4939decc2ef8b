/**
 * Reading structures over bytes that passed the strict check. A `Der` is one value in place; `Fields` walks the
 * members of a constructed one in order and insists, by `done`, that none is left over: an extra member is refused,
 * never skipped.
 */
import { PkiError } from '../errors.ts';
import { checkDer, DEFAULT_LIMITS, readHeader } from './check.ts';
import type { DerLimits } from './check.ts';

/** Copy, check strictly, and open. The copy keeps later changes of the caller's array out of a verified object. */
export function readDer(bytes: Uint8Array, options: { limits?: Partial<DerLimits>; base?: number } = {}): Der {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (bytes.length > limits.maxBytes) checkDer(bytes, limits, options.base);
  const own = new Uint8Array(bytes);
  checkDer(own, limits, options.base);
  return at(own, 0, own.length, options.base ?? 0);
}

function at(source: Uint8Array, start: number, limit: number, base: number): Der {
  const { tag, contentStart, end } = readHeader(source, start, limit, base);
  return new Der(source, tag, start, contentStart, end, base);
}

export class Der {
  readonly tag: number;
  /** Where the value begins in what the caller handed in. */
  readonly offset: number;
  readonly #source: Uint8Array;
  readonly #start: number;
  readonly #contentStart: number;
  readonly #end: number;
  readonly #base: number;

  constructor(source: Uint8Array, tag: number, start: number, contentStart: number, end: number, base: number) {
    this.tag = tag;
    this.offset = base + start;
    this.#source = source;
    this.#start = start;
    this.#contentStart = contentStart;
    this.#end = end;
    this.#base = base;
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
    const value = at(this.#source, this.#at, this.#end, this.#base);
    this.#at = value.offset - this.#base + value.bytes.length;
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
