/**
 * Strict DER that is not the structure asked for: one fault a row, with the code, the field, and the encoding at whose
 * first octet the reader must stop.
 */
import { latin1 } from '../../bytes.ts';
import { readDer } from '../../der/read.ts';
import { sequence } from '../../der/write.ts';
import type { PkiErrorCode } from '../../index.ts';

export interface BrokenStructure {
  what: string;
  parse: (bytes: Uint8Array) => unknown;
  bytes: Uint8Array;
  code: PkiErrorCode;
  field: string;
  offset: number;
}

export const SEQUENCE = 0x30;
export const EMPTY: Uint8Array = sequence();

export const membersOf = (encoding: Uint8Array, tag = SEQUENCE): Uint8Array[] =>
  readDer(encoding)
    .list(tag, 'members')
    .map(({ bytes }) => bytes);

/** The place where `fault` stands last in `bytes`; `skip` octets further. */
export function row(
  parse: BrokenStructure['parse'],
  what: string,
  bytes: Uint8Array,
  fault: Uint8Array,
  field: string,
  { code = 'pki/bad-structure', skip = 0 }: { code?: PkiErrorCode; skip?: number } = {},
): BrokenStructure {
  const offset = latin1(bytes).lastIndexOf(latin1(fault));
  if (offset < 0) throw new Error(`${what}: the fault is not in the bytes`);
  return { what, parse, bytes, code, field, offset: offset + skip };
}
