/** Cross-reference streams (ISO 32000-1 §7.5.8). */
import { PkiError } from '../errors.ts';
import type { InflateBudget } from './inflate.ts';
import { parseIndirect, unreadable } from './parse.ts';
import { unpackStream } from './stream.ts';
import type { PdfDict } from './syntax.ts';
import type { XrefEntry, XrefSection } from './xref-entry.ts';
import { MAX_OBJECTS, numberIn } from './xref-entry.ts';

export function readXrefStream(pdf: Uint8Array, at: number, budget: InflateBudget): XrefSection {
  const { value } = parseIndirect(pdf, at);
  if (value.kind !== 'stream') return unreadable('no cross-reference stream here', at);
  const { dict } = value;
  const type = dict.entries.get('Type');
  if (type?.kind !== 'name' || type.value !== 'XRef') unreadable('not a cross-reference stream', at);
  // Its length stands in it directly: there is no table yet to look it up in.
  const data = unpackStream(value, numberIn(dict, 'Length') ?? unreadable('no /Length', at), budget);
  return { offset: at, form: 'stream', entries: readEntries(data, dict, at), trailer: dict };
}

function readEntries(data: Uint8Array, dict: PdfDict, at: number): Map<number, XrefEntry> {
  const widths = numbers(dict, 'W') ?? unreadable('no /W', at);
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || width === 0 || widths.some((each) => each > 8)) unreadable('broken /W', at);
  const size = numberIn(dict, 'Size') ?? unreadable('no /Size', at);
  const index = numbers(dict, 'Index') ?? [0, size];
  const entries = new Map<number, XrefEntry>();
  let position = 0;
  const read = (bytes: number, otherwise: number): number => {
    if (bytes === 0) return otherwise;
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + (data[position++] as number);
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first, count] = [index[pair] as number, index[pair + 1] as number];
    if (first + count > MAX_OBJECTS) throw new PkiError('pki/pdf-too-large', 'too many objects', { offset: at });
    if (position + count * width > data.length) unreadable('cross-reference stream is too short', at);
    for (let number = first; number < first + count; number++) {
      const entry = toEntry(read(typeWidth, 1), read(secondWidth, 0), read(thirdWidth, 0));
      // Readers disagree on which of two wins.
      if (entries.has(number)) unreadable(`object ${number} twice in one section`, at);
      if (entry) entries.set(number, entry);
    }
  }
  return entries;
}

/** §7.5.8.3; an unknown type refers to nothing. */
function toEntry(type: number, second: number, third: number): XrefEntry | undefined {
  if (type === 0) return { kind: 'free' };
  if (type === 1) return { kind: 'offset', offset: second, generation: third };
  return type === 2 ? { kind: 'packed', stream: second, index: third } : undefined;
}

function numbers(dict: PdfDict, key: string): number[] | undefined {
  const value = dict.entries.get(key);
  if (value === undefined) return undefined;
  if (value.kind !== 'array' || value.items.length > 10_000)
    return unreadable(`/${key} is not a short array`, value.start);
  return value.items.map((item) =>
    item.kind === 'number' && Number.isInteger(item.value) && item.value >= 0
      ? item.value
      : unreadable(`/${key} holds no counts`, item.start),
  );
}
