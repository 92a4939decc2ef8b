/** The signature fields of a document (ISO 32000-1 §12.7.4.5), with what they inherit from their parents. */
import type { PdfDocument } from './document.ts';
import { unreadable } from './parse.ts';
import type { PdfDict, PdfValue } from './syntax.ts';

export interface SignatureField {
  /** Full name: the partial names from the root, joined by dots. */
  name: string;
  /** Object number of the field, when it is an indirect object. */
  number: number | undefined;
  dict: PdfDict;
  /** Object numbers of its widgets, itself included when merged with one. */
  widgets: readonly number[];
  /** The signature dictionary, when signed. */
  value: PdfDict | undefined;
}

const MAX_FIELDS = 20_000;
const MAX_DEPTH = 32;

export function listSignatureFields(document: PdfDocument): SignatureField[] {
  const form = document.dict(document.catalog, 'AcroForm');
  const fields: SignatureField[] = [];
  let visited = 0;
  const walk = (item: PdfValue, prefix: string, type: string | undefined, depth: number): void => {
    if (++visited > MAX_FIELDS || depth > MAX_DEPTH) unreadable('too many fields', item.start);
    const dict = document.resolve(item);
    if (dict?.kind !== 'dict') return;
    const own = textOf(document, dict, 'T');
    const name = [prefix, own].filter(Boolean).join('.');
    const kind = document.name(dict, 'FT') ?? type;
    const kids = document.array(dict, 'Kids')?.items ?? [];
    // Kids with a name of their own are fields; the others are widgets of this one.
    const named = kids.filter((kid) => hasName(document, kid));
    for (const kid of named) walk(kid, name, kind, depth + 1);
    if (kind !== 'Sig' || named.length > 0) return;
    const number = item.kind === 'ref' ? item.number : undefined;
    const widgets = [...kids, item].flatMap((each) => (each.kind === 'ref' ? [each.number] : []));
    fields.push({ name, number, dict, widgets, value: document.dict(dict, 'V') });
  };
  for (const item of (form && document.array(form, 'Fields')?.items) ?? []) walk(item, '', undefined, 0);
  return fields;
}

function hasName(document: PdfDocument, kid: PdfValue): boolean {
  const dict = document.resolve(kid);
  return dict?.kind === 'dict' && dict.entries.has('T');
}

/** A text string (ISO 32000-1 §7.9.2.2); outside UTF-16 its bytes are taken as ISO 8859-1. */
function textOf(document: PdfDocument, dict: PdfDict, key: string): string | undefined {
  const value = document.get(dict, key);
  if (value?.kind !== 'string') return undefined;
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  return new TextDecoder('windows-1252').decode(bytes);
}
