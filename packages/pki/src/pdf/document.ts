/** A PDF opened through its cross-reference chain; objects are parsed when asked for and kept. */
import { PkiError } from '../errors.ts';
import { InflateBudget } from './inflate.ts';
import { parseIndirect, parseValue, unreadable } from './parse.ts';
import { unpackStream } from './stream.ts';
import type { PdfArray, PdfDict, PdfRef, PdfStream, PdfValue } from './syntax.ts';
import type { XrefEntry, XrefSection } from './xref-entry.ts';
import { readXrefChain } from './xref.ts';

const MAX_UNPACKED = 128 << 20;
const MAX_PACKED_OBJECTS = 100_000;

export class PdfDocument {
  readonly bytes: Uint8Array;
  /** Newest first. */
  readonly sections: readonly XrefSection[];
  /** The newest trailer. */
  readonly trailer: PdfDict;
  readonly #entries = new Map<number, XrefEntry>();
  readonly #objects = new Map<number, PdfValue | undefined>();
  readonly #unpacked = new Map<number, PackedObjects>();
  readonly #budget = new InflateBudget(MAX_UNPACKED);

  /** Throws `pki/pdf-unreadable` or `pki/pdf-too-large`. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.sections = readXrefChain(bytes, this.#budget);
    this.trailer = (this.sections[0] as XrefSection).trailer;
    for (const section of this.sections) {
      for (const [number, entry] of section.entries) if (!this.#entries.has(number)) this.#entries.set(number, entry);
    }
  }

  /** One more than the largest object number. */
  get nextNumber(): number {
    let next = 1;
    for (const number of this.#entries.keys()) next = Math.max(next, number + 1);
    const size = this.trailer.entries.get('Size');
    return size?.kind === 'number' ? Math.max(next, size.value) : next;
  }

  entryOf(number: number): XrefEntry | undefined {
    return this.#entries.get(number);
  }

  /** The object of this number, or undefined when it is free or unknown (which PDF reads as null). */
  object(number: number): PdfValue | undefined {
    if (!this.#objects.has(number)) {
      // Set first: an object whose length or container is itself ends here instead of recursing.
      this.#objects.set(number, undefined);
      this.#objects.set(number, this.#load(number));
    }
    return this.#objects.get(number);
  }

  /** Follow references until a value stands there. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let current = value;
    for (let hops = 0; current?.kind === 'ref'; hops++) {
      if (hops > 32) unreadable('references in a circle', current.start);
      current = this.object(current.number);
    }
    return current?.kind === 'null' ? undefined : current;
  }

  get(dict: PdfDict, key: string): PdfValue | undefined {
    return this.resolve(dict.entries.get(key));
  }

  dict(dict: PdfDict, key: string): PdfDict | undefined {
    const value = this.get(dict, key);
    return value?.kind === 'dict' ? value : undefined;
  }

  array(dict: PdfDict, key: string): PdfArray | undefined {
    const value = this.get(dict, key);
    return value?.kind === 'array' ? value : undefined;
  }

  name(dict: PdfDict, key: string): string | undefined {
    const value = this.get(dict, key);
    return value?.kind === 'name' ? value.value : undefined;
  }

  number(dict: PdfDict, key: string): number | undefined {
    const value = this.get(dict, key);
    return value?.kind === 'number' ? value.value : undefined;
  }

  get rootRef(): PdfRef {
    const root = this.trailer.entries.get('Root');
    return root?.kind === 'ref' ? root : unreadable('no /Root', this.trailer.start);
  }

  get catalog(): PdfDict {
    const catalog = this.resolve(this.rootRef);
    return catalog?.kind === 'dict' ? catalog : unreadable('no catalog', this.trailer.start);
  }

  #load(number: number): PdfValue | undefined {
    const entry = this.#entries.get(number);
    if (!entry || entry.kind === 'free') return undefined;
    if (entry.kind === 'packed') return this.#packed(entry.stream).get(number);
    const found = parseIndirect(this.bytes, entry.offset);
    if (found.number !== number) unreadable(`object ${number} expected`, entry.offset);
    return found.value;
  }

  /** Containers and their lengths stand in the file itself (§7.5.7); a chain of packed ones would recurse without end. */
  #unpackedObject(number: number): PdfValue | undefined {
    if (this.#entries.get(number)?.kind === 'packed') unreadable(`object ${number} may not be packed`, 0);
    return this.object(number);
  }

  #packed(number: number): PackedObjects {
    const known = this.#unpacked.get(number);
    if (known) return known;
    const stream = this.#unpackedObject(number);
    if (stream?.kind !== 'stream' || this.name(stream.dict, 'Type') !== 'ObjStm') {
      return unreadable(`object stream ${number} is missing`, 0);
    }
    const length = stream.dict.entries.get('Length');
    const count = length?.kind === 'ref' ? this.#unpackedObject(length.number) : length;
    if (count?.kind !== 'number') return unreadable('no /Length', stream.start);
    const data = unpackStream(stream, count.value, this.#budget);
    const objects = new PackedObjects(data, stream, this);
    this.#unpacked.set(number, objects);
    return objects;
  }
}

/** The objects inside an object stream (ISO 32000-1 §7.5.7), parsed when asked for. */
class PackedObjects {
  readonly #data: Uint8Array;
  readonly #offsets = new Map<number, number>();

  constructor(data: Uint8Array, stream: PdfStream, document: PdfDocument) {
    const count = document.number(stream.dict, 'N') ?? 0;
    const first = document.number(stream.dict, 'First') ?? 0;
    if (count > MAX_PACKED_OBJECTS)
      throw new PkiError('pki/pdf-too-large', 'too many packed objects', { offset: stream.start });
    this.#data = data;
    let at = 0;
    for (let i = 0; i < count; i++) {
      const number = parseValue(data, at);
      const offset = parseValue(data, number.end);
      if (number.kind !== 'number' || offset.kind !== 'number') return unreadable('broken object stream', stream.start);
      // Readers go by the number or by the position: with two of one number they would show different things.
      if (this.#offsets.has(number.value)) return unreadable(`object ${number.value} packed twice`, stream.start);
      this.#offsets.set(number.value, first + offset.value);
      at = offset.end;
    }
  }

  get(number: number): PdfValue | undefined {
    const at = this.#offsets.get(number);
    return at === undefined ? undefined : parseValue(this.#data, at);
  }
}
