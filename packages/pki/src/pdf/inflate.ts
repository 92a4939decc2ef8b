/**
 * Unpacking FlateDecode streams under a budget (ISO 32000-1 §7.4.4). A few kilobytes can unpack to gigabytes; the
 * budget is one for the whole file, and input is fed in small pieces so that it is never exceeded by much.
 */
import { Unzlib } from 'fflate';
import { concat } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { unreadable } from './parse.ts';

const PIECE = 4096;

export class InflateBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  inflate(data: Uint8Array, offset: number): Uint8Array {
    const parts: Uint8Array[] = [];
    const stream = new Unzlib((part) => {
      this.#left -= part.length;
      if (this.#left < 0) throw new PkiError('pki/pdf-too-large', 'unpacks to more than the limit', { offset });
      parts.push(part);
    });
    try {
      for (let at = 0; at < data.length || at === 0; at += PIECE) {
        stream.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
      }
    } catch (error) {
      if (error instanceof PkiError) throw error;
      unreadable('broken compressed data', offset, error);
    }
    return concat(...parts);
  }
}

export interface Predictor {
  predictor: number;
  columns: number;
  colors: number;
  bitsPerComponent: number;
}

/** Undo a PNG predictor (§7.4.4.4). TIFF prediction does not occur in cross-reference streams and is refused. */
export function unpredict(
  data: Uint8Array,
  { predictor, columns, colors, bitsPerComponent }: Predictor,
  offset: number,
): Uint8Array {
  if (predictor === 1) return data;
  const step = Math.max(1, (colors * bitsPerComponent) >> 3);
  const width = Math.ceil((colors * bitsPerComponent * columns) / 8);
  if (predictor < 10 || !Number.isInteger(width) || width < 1 || width > 4096 || data.length % (width + 1) !== 0) {
    unreadable('unsupported predictor', offset);
  }
  const rows = data.length / (width + 1);
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (width + 1)] as number;
    for (let i = 0; i < width; i++) {
      const at = row * width + i;
      const left = i >= step ? (out[at - step] as number) : 0;
      const up = row > 0 ? (out[at - width] as number) : 0;
      const corner = row > 0 && i >= step ? (out[at - width - step] as number) : 0;
      const raw = data[row * (width + 1) + 1 + i] as number;
      out[at] = raw + predicted(filter, left, up, corner, offset);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number, offset: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return unreadable('unknown PNG filter', offset);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
