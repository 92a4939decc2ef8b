/** Character classes and values of PDF syntax (ISO 32000-1 §7.2, §7.3). Every value remembers where it was written. */

interface Written {
  /** The bytes `start` and `end` count in: the file, or an unpacked object stream. */
  source: Uint8Array;
  start: number;
  end: number;
}

type PdfNull = Written & { kind: 'null' };
type PdfBoolean = Written & { kind: 'boolean'; value: boolean };
type PdfNumber = Written & { kind: 'number'; value: number };
export type PdfName = Written & { kind: 'name'; value: string };
export type PdfString = Written & { kind: 'string'; bytes: Uint8Array; hex: boolean };
export type PdfRef = Written & { kind: 'ref'; number: number; generation: number };
export type PdfArray = Written & { kind: 'array'; items: readonly PdfValue[] };
export type PdfDict = Written & { kind: 'dict'; entries: ReadonlyMap<string, PdfValue> };
export type PdfStream = Written & { kind: 'stream'; dict: PdfDict; dataStart: number };
export type PdfValue = PdfNull | PdfBoolean | PdfNumber | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream;

/** The bytes a value was written with. */
export const rawOf = ({ source, start, end }: Written): Uint8Array => source.subarray(start, end);

export const isWhite = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00;

const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const isDelimiter = (byte: number): boolean => DELIMITERS.has(byte);
export const isRegular = (byte: number | undefined): byte is number =>
  byte !== undefined && !isWhite(byte) && !isDelimiter(byte);
export const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x39;
