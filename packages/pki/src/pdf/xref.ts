/**
 * Cross-reference sections (ISO 32000-1 §7.5.4–7.5.8): tables, streams, hybrids, and the chain of updates from the
 * newest to the oldest. Objects are found only through them, the way viewers do; a file is never searched for objects.
 */
import { latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { lastIndexOf } from './byte-range.ts';
import type { InflateBudget } from './inflate.ts';
import { isKeyword, parseValue, skipSpace, unreadable } from './parse.ts';
import { isDigit } from './syntax.ts';
import type { XrefEntry, XrefSection } from './xref-entry.ts';
import { MAX_OBJECTS, numberIn } from './xref-entry.ts';
import { readXrefStream } from './xref-stream.ts';

const MAX_SECTIONS = 1000;

/** All sections, newest first. */
export function readXrefChain(pdf: Uint8Array, budget: InflateBudget): XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  for (let next: number | undefined = findStart(pdf); next !== undefined; ) {
    // A chain that comes back to itself never ends.
    if (seen.has(next) || sections.length >= MAX_SECTIONS) unreadable('cross-reference chain does not end', next);
    seen.add(next);
    const section = readSection(pdf, next, budget);
    sections.push(section);
    next = numberIn(section.trailer, 'Prev');
  }
  return sections;
}

/** The offset after the last `startxref`. */
function findStart(pdf: Uint8Array): number {
  const at = lastIndexOf(pdf, 'startxref');
  if (at < 0 || at < pdf.length - 2048)
    throw new PkiError('pki/pdf-unreadable', 'no startxref at the end', { offset: pdf.length });
  const match = /^startxref[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+%%EOF/.exec(latin1(pdf.subarray(at, at + 64)));
  return match ? Number(match[1]) : unreadable('broken startxref', at);
}

function readSection(pdf: Uint8Array, at: number, budget: InflateBudget): XrefSection {
  if (at >= pdf.length) unreadable('cross-reference section lies outside the file', at);
  const start = skipSpace(pdf, at);
  if (!isKeyword(pdf, start, 'xref')) {
    if (!isDigit(pdf[start])) unreadable('no cross-reference section here', start);
    return readXrefStream(pdf, at, budget);
  }
  const entries = new Map<number, XrefEntry>();
  const trailerAt = readTable(pdf, start + 4, entries);
  const trailer = parseValue(pdf, trailerAt);
  if (trailer.kind !== 'dict') return unreadable('no trailer dictionary', trailerAt);
  const hybrid = numberIn(trailer, 'XRefStm');
  if (hybrid !== undefined) {
    // §7.5.8.4: what the table does not know, the stream beside it does; a table's free entry gives way.
    for (const [number, entry] of readXrefStream(pdf, hybrid, budget).entries) {
      const known = entries.get(number);
      if (!known || known.kind === 'free') entries.set(number, entry);
    }
  }
  return { offset: at, form: 'table', entries, trailer };
}

/** Fills `entries` and returns where the trailer dictionary begins. */
function readTable(pdf: Uint8Array, from: number, entries: Map<number, XrefEntry>): number {
  let at = skipSpace(pdf, from);
  while (!isKeyword(pdf, at, 'trailer')) {
    const head = /^(\d{1,10})[ \t]+(\d{1,10})[\0\t\n\f\r ]+/.exec(latin1(pdf.subarray(at, at + 40)));
    if (!head) return unreadable('broken cross-reference table', at);
    const [first, count] = [Number(head[1]), Number(head[2])];
    if (first + count > MAX_OBJECTS) throw new PkiError('pki/pdf-too-large', 'too many objects', { offset: at });
    at += head[0].length;
    for (let i = 0; i < count; i++) {
      const line = /^(\d{10}) (\d{5}) ([nf])[\t\n\f\r ]*/.exec(latin1(pdf.subarray(at, at + 24)));
      if (!line) return unreadable('broken cross-reference entry', at);
      const [offset, generation] = [Number(line[1]), Number(line[2])];
      // Readers disagree on which of two wins.
      if (entries.has(first + i)) unreadable(`object ${first + i} twice in one table`, at);
      entries.set(first + i, line[3] === 'n' ? { kind: 'offset', offset, generation } : { kind: 'free' });
      at += line[0].length;
    }
    at = skipSpace(pdf, at);
  }
  return at + 'trailer'.length;
}
