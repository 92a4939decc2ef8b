/**
 * Parsing PDF values in place (ISO 32000-1 §7.3). No recovery: what is not well formed is `pki/pdf-unreadable`,
 * because a file that two readers repair differently shows two things under one signature.
 */
import { latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { parseHexString, parseLiteralString } from './parse-string.ts';
import type { PdfArray, PdfDict, PdfName, PdfRef, PdfStream, PdfValue } from './syntax.ts';
import { isDigit, isRegular, isWhite } from './syntax.ts';

const MAX_DEPTH = 64;
const MAX_MEMBERS = 1_000_000;

export function unreadable(detail: string, offset: number, cause?: unknown): never {
  throw new PkiError('pki/pdf-unreadable', detail, { offset, cause });
}

/** Offset of the next byte that is neither white space nor comment. */
export function skipSpace(source: Uint8Array, at: number): number {
  for (;;) {
    while (isWhite(source[at])) at++;
    if (source[at] !== 0x25) return at;
    while (at < source.length && source[at] !== 0x0a && source[at] !== 0x0d) at++;
  }
}

/** Whether this keyword stands at `at` as a token of its own. */
export function isKeyword(source: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (source[at + i] !== word.charCodeAt(i)) return false;
  return !isRegular(source[at + word.length]);
}

/** The value that begins at or after `at`. */
export function parseValue(source: Uint8Array, at: number, depth = 0): PdfValue {
  const start = skipSpace(source, at);
  if (depth > MAX_DEPTH) unreadable('nested too deeply', start);
  const byte = source[start];
  if (byte === undefined) return unreadable('unexpected end', start);
  if (byte === 0x2f) return parseName(source, start);
  if (byte === 0x28) return parseLiteralString(source, start);
  if (byte === 0x5b) return parseArray(source, start, depth);
  if (byte === 0x3c)
    return source[start + 1] === 0x3c ? parseDict(source, start, depth) : parseHexString(source, start);
  if (isDigit(byte)) return parseRef(source, start) ?? parseNumber(source, start);
  if (byte === 0x2b || byte === 0x2d || byte === 0x2e) return parseNumber(source, start);
  for (const [word, value] of WORDS) {
    if (!isKeyword(source, start, word)) continue;
    const written = { source, start, end: start + word.length };
    return value === null ? { ...written, kind: 'null' } : { ...written, kind: 'boolean', value };
  }
  return unreadable('no value', start);
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

function tokenEnd(source: Uint8Array, start: number): number {
  let end = start;
  while (isRegular(source[end])) end++;
  return end;
}

function parseNumber(source: Uint8Array, start: number): PdfValue {
  const end = tokenEnd(source, start);
  const text = end - start > 40 ? '' : latin1(source.subarray(start, end));
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) unreadable('not a number', start);
  return { kind: 'number', value: Number(text), source, start, end };
}

function parseRef(source: Uint8Array, start: number): PdfRef | undefined {
  const text = latin1(source.subarray(start, start + 24));
  const match = /^(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/.exec(text);
  if (!match) return undefined;
  return {
    kind: 'ref',
    number: Number(match[1]),
    generation: Number(match[2]),
    source,
    start,
    end: start + match[0].length,
  };
}

function parseName(source: Uint8Array, start: number): PdfName {
  const end = tokenEnd(source, start + 1);
  if (end - start > 1024) unreadable('name too long', start);
  const text = latin1(source.subarray(start + 1, end));
  const value = text.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { kind: 'name', value, source, start, end };
}

function parseArray(source: Uint8Array, start: number, depth: number): PdfArray {
  const items: PdfValue[] = [];
  let at = skipSpace(source, start + 1);
  while (source[at] !== 0x5d) {
    const item = parseValue(source, at, depth + 1);
    items.push(item);
    if (items.length > MAX_MEMBERS) unreadable('array too long', start);
    at = skipSpace(source, item.end);
  }
  return { kind: 'array', items, source, start, end: at + 1 };
}

function parseDict(source: Uint8Array, start: number, depth: number): PdfDict {
  const entries = new Map<string, PdfValue>();
  let at = skipSpace(source, start + 2);
  while (!(source[at] === 0x3e && source[at + 1] === 0x3e)) {
    if (source[at] !== 0x2f) unreadable('a key expected', at);
    const key = parseName(source, at);
    const value = parseValue(source, key.end, depth + 1);
    // Readers disagree on which of two wins.
    if (entries.has(key.value)) unreadable(`key ${key.value} twice`, at);
    entries.set(key.value, value);
    at = skipSpace(source, value.end);
  }
  return { kind: 'dict', entries, source, start, end: at + 2 };
}

export interface IndirectObject {
  number: number;
  generation: number;
  value: PdfValue;
}

/** `N G obj value`, with the start of its data when a stream follows (§7.3.8, §7.3.10). */
export function parseIndirect(source: Uint8Array, at: number): IndirectObject {
  const start = skipSpace(source, at);
  const match = /^(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj/.exec(latin1(source.subarray(start, start + 28)));
  if (!match) return unreadable('no object here', start);
  const value = parseValue(source, start + match[0].length);
  const header = { number: Number(match[1]), generation: Number(match[2]) };
  const next = skipSpace(source, value.end);
  if (value.kind === 'dict' && isKeyword(source, next, 'stream')) return { ...header, value: parseStream(value, next) };
  if (!isKeyword(source, next, 'endobj')) unreadable('endobj expected', next);
  return { ...header, value };
}

function parseStream(dict: PdfDict, keywordAt: number): PdfStream {
  const { source } = dict;
  let dataStart = keywordAt + 'stream'.length;
  if (source[dataStart] === 0x0d) dataStart++;
  if (source[dataStart] !== 0x0a) unreadable('no end of line after stream', dataStart);
  return { kind: 'stream', dict, dataStart: dataStart + 1, source, start: dict.start, end: dataStart + 1 };
}
