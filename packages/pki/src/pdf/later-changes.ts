/**
 * What was done to a file after a signature. Every later update is read through its cross-reference entries and each
 * changed object must be one that signing changes, in the way signing changes it; anything else counts as a change of
 * the document. Updates that remap an object to old bytes are caught because entries must point into the new bytes.
 *
 * A seal that comes later is no excuse for what was slipped in before it: the shadow attacks of 2021 (Mainka, Mladenov,
 * Rohlmann, NDSS) prepare a file, let another seal it, change what it shows and seal again. So a new field must be signed
 * by a signature of its own, and no object may appear where the signed revision pointed at nothing.
 *
 * Allowed: new signature fields with their widgets, the arrays that hold them, /SigFlags, an empty signature field being
 * filled, /DSS and /Extensions in the catalog, dates and producer in the information dictionary. Left out: DocMDP levels, form filling.
 */
import { sameBytes } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { PdfDocument } from './document.ts';
import { listPages } from './pages.ts';
import type { SignatureField } from './signature-fields.ts';
import { listSignatureFields } from './signature-fields.ts';
import type { PdfArray, PdfDict, PdfValue } from './syntax.ts';
import { rawOf } from './syntax.ts';
import type { XrefEntry } from './xref-entry.ts';

export type LaterChanges = 'none' | 'signatures-only' | 'other';

/** `end`: where the signed revision ends. */
export function judgeLaterChanges(now: PdfDocument, end: number): LaterChanges {
  if (end === now.bytes.length) return 'none';
  try {
    const then = new PdfDocument(now.bytes.subarray(0, end));
    return new Comparison(then, now, end).onlySignatures() ? 'signatures-only' : 'other';
  } catch (error) {
    // A signed revision that does not stand on its own cannot vouch for what follows it.
    if (error instanceof PkiError) return 'other';
    throw error;
  }
}

class Comparison {
  readonly #then: PdfDocument;
  readonly #now: PdfDocument;
  readonly #end: number;
  readonly #newFields: readonly SignatureField[];
  readonly #newWidgets: ReadonlySet<number>;
  /** How many fields show each signature dictionary as theirs. */
  readonly #shown = new Map<PdfDict, number>();

  constructor(then: PdfDocument, now: PdfDocument, end: number) {
    this.#then = then;
    this.#now = now;
    this.#end = end;
    const known = new Set(listSignatureFields(then).map((field) => field.number));
    const fields = listSignatureFields(now);
    for (const { value } of fields) if (value) this.#shown.set(value, (this.#shown.get(value) ?? 0) + 1);
    this.#newFields = fields.filter((field) => field.number !== undefined && !known.has(field.number));
    this.#newWidgets = new Set(this.#newFields.flatMap((field) => field.widgets));
  }

  onlySignatures(): boolean {
    const changed = this.#changedNumbers();
    if (!changed || this.#then.rootRef.number !== this.#now.rootRef.number) return false;
    const allowed = new Map([...this.#allowedChanges()].map((change) => [change.number, change.holds]));
    if (![...changed].every((number) => allowed.get(number)?.() ?? false)) return false;
    return this.#newFields.every((field) => this.#isSigned(field)) && !this.#fillsGap();
  }

  /** By a signature that no other field shows: a drawing over the page must not borrow one. */
  #isSigned({ value, widgets }: SignatureField): boolean {
    return (
      value !== undefined &&
      this.#shown.get(value) === 1 &&
      widgets.every((number) => {
        const widget = this.#now.object(number);
        return (
          widget?.kind === 'dict' && (!widget.entries.has('Subtype') || this.#now.name(widget, 'Subtype') === 'Widget')
        );
      })
    );
  }

  /** Whether something in the signed revision refers to an object that it did not have and that there is now. */
  #fillsGap(): boolean {
    const seen = new Set<number>();
    const left: PdfValue[] = [this.#then.trailer];
    for (let value = left.pop(); value; value = left.pop()) {
      if (value.kind === 'array') for (const item of value.items) left.push(item);
      if (value.kind === 'dict') for (const entry of value.entries.values()) left.push(entry);
      if (value.kind === 'stream') left.push(value.dict);
      if (value.kind !== 'ref' || seen.has(value.number)) continue;
      seen.add(value.number);
      const target = this.#existed(value.number) ? this.#then.object(value.number) : undefined;
      if (target) left.push(target);
      else if (this.#now.object(value.number)) return true;
    }
    return false;
  }

  /** Numbers of objects that existed and have a later version; undefined when an entry is not honest. */
  #changedNumbers(): Set<number> | undefined {
    const oldStart = this.#then.sections[0]?.offset;
    const later = this.#now.sections.findIndex((section) => section.offset === oldStart);
    if (later < 0) return undefined;
    const changed = new Set<number>();
    for (const section of this.#now.sections.slice(0, later)) {
      if (section.offset < this.#end || section.trailer.entries.has('Encrypt')) return undefined;
      for (const [number, entry] of section.entries) {
        if (entry.kind === 'free' && !this.#existed(number)) continue;
        if (!this.#pointsIntoNewBytes(entry)) return undefined;
        if (this.#existed(number)) changed.add(number);
      }
    }
    return changed;
  }

  #existed(number: number): boolean {
    const entry = this.#then.entryOf(number);
    return entry !== undefined && entry.kind !== 'free';
  }

  #pointsIntoNewBytes(entry: XrefEntry): boolean {
    if (entry.kind === 'offset') return entry.offset >= this.#end;
    if (entry.kind === 'free') return false;
    const container = this.#now.entryOf(entry.stream);
    return container?.kind === 'offset' && container.offset >= this.#end;
  }

  /** Objects that signing may change, each with the test that it was changed in no other way. */
  *#allowedChanges(): Generator<{ number: number; holds: () => boolean }> {
    const [then, now] = [this.#then, this.#now];
    yield { number: then.rootRef.number, holds: () => this.#catalogHolds() };
    const form = then.catalog.entries.get('AcroForm');
    if (form?.kind === 'ref') yield { number: form.number, holds: () => this.#formHolds() };
    const formDict = then.dict(then.catalog, 'AcroForm');
    const fields = formDict?.entries.get('Fields');
    if (fields?.kind === 'ref') yield { number: fields.number, holds: () => this.#formHolds() };
    const information = then.trailer.entries.get('Info');
    if (information?.kind === 'ref')
      yield { number: information.number, holds: () => this.#informationHolds(information.number) };
    for (const page of listPages(then, Number.POSITIVE_INFINITY)) {
      const holds = () => this.#pageHolds(page.dict, now.object(page.ref.number));
      yield { number: page.ref.number, holds };
      const annotations = page.dict.entries.get('Annots');
      if (annotations?.kind === 'ref') yield { number: annotations.number, holds };
    }
    for (const field of listSignatureFields(then)) {
      if (field.number === undefined || field.value) continue;
      const { number, dict } = field;
      const holds = () =>
        sameEntries(dict, now.object(number), ['V', 'AP', 'F', 'M', 'Lock']) &&
        listSignatureFields(now).some((filled) => filled.number === number && this.#isSigned(filled));
      yield { number, holds };
    }
  }

  /** Only what a writer notes about itself: a trailer may call any dictionary, say a font, its information. */
  #informationHolds(number: number): boolean {
    const then = this.#then.object(number);
    return then?.kind === 'dict' && sameEntries(then, this.#now.object(number), ['ModDate', 'Producer', 'Creator']);
  }

  #catalogHolds(): boolean {
    return sameEntries(this.#then.catalog, this.#now.catalog, ['AcroForm', 'DSS', 'Extensions']) && this.#formHolds();
  }

  #formHolds(): boolean {
    const then = this.#then.dict(this.#then.catalog, 'AcroForm');
    const now = this.#now.dict(this.#now.catalog, 'AcroForm');
    if (!now) return !then;
    const added = new Set(this.#newFields.flatMap((field) => (field.number === undefined ? [] : [field.number])));
    const listed = this.#grewBy(then && this.#then.array(then, 'Fields'), this.#now.array(now, 'Fields'), added);
    if (!then) return listed && [...now.entries.keys()].every((key) => FORM_KEYS.includes(key));
    return listed && sameEntries(then, now, ['Fields', 'SigFlags']);
  }

  #pageHolds(then: PdfDict, now: PdfValue | undefined): boolean {
    if (now?.kind !== 'dict' || !sameEntries(then, now, ['Annots'])) return false;
    return this.#grewBy(this.#then.array(then, 'Annots'), this.#now.array(now, 'Annots'), this.#newWidgets);
  }

  /** The old members are still there in order, and what follows them is among `added`. */
  #grewBy(then: PdfArray | undefined, now: PdfArray | undefined, added: ReadonlySet<number>): boolean {
    const before = then?.items ?? [];
    const after = now?.items ?? [];
    const kept = before.every((item, i) => after[i] !== undefined && sameBytes(rawOf(item), rawOf(after[i])));
    return kept && after.slice(before.length).every((item) => item.kind === 'ref' && added.has(item.number));
  }
}

const FORM_KEYS: readonly string[] = ['Fields', 'SigFlags', 'DR', 'DA'];

/** Both dictionaries have the same entries, byte for byte, apart from these keys. */
function sameEntries(then: PdfDict, now: PdfValue | undefined, except: readonly string[]): boolean {
  if (now?.kind !== 'dict') return false;
  const keys = new Set([...then.entries.keys(), ...now.entries.keys()]);
  return [...keys].every((key) => {
    if (except.includes(key)) return true;
    const [a, b] = [then.entries.get(key), now.entries.get(key)];
    return a !== undefined && b !== undefined && sameBytes(rawOf(a), rawOf(b));
  });
}
