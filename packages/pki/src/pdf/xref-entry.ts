/** What a cross-reference section holds, whichever form it has. */
import { unreadable } from './parse.ts';
import type { PdfDict } from './syntax.ts';

export type XrefEntry =
  | { kind: 'free' }
  | { kind: 'offset'; offset: number; generation: number }
  | { kind: 'packed'; stream: number; index: number };

export interface XrefSection {
  /** Where `xref` or the stream object begins. */
  offset: number;
  form: 'table' | 'stream';
  entries: ReadonlyMap<number, XrefEntry>;
  trailer: PdfDict;
}

export const MAX_OBJECTS = 2_000_000;

/** A non-negative integer that stands directly in the dictionary; undefined when the key is absent. */
export function numberIn(dict: PdfDict, key: string): number | undefined {
  const value = dict.entries.get(key);
  if (value === undefined) return undefined;
  if (value.kind !== 'number' || !Number.isSafeInteger(value.value) || value.value < 0)
    return unreadable(`/${key} is not a count`, value.start);
  return value.value;
}
