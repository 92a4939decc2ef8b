/**
 * The brightness of a PNG as browsers write screenshots (ISO/IEC 15948: 8 bits, RGB or RGBA, not interlaced). Enough
 * for the fake camera; other kinds are refused.
 */
import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** One byte a pixel, row by row; transparent counts as white. */
  luma: Uint8Array;
}

/** Throws on what is no such PNG. */
export function decodePng(bytes: Uint8Array): Picture {
  const png = Buffer.from(bytes);
  if (png.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new TypeError('not a PNG');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, kind, , , interlace] = png.subarray(24, 29);
  if (depth !== 8 || interlace !== 0 || (kind !== 2 && kind !== 6)) throw new TypeError('an unusual kind of PNG');
  const channels = kind === 6 ? 4 : 3;
  const rows = unfilter(inflateSync(Buffer.concat(dataChunks(png))), width * channels, height, channels);
  const luma = new Uint8Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const at = i * channels;
    const [r = 0, g = 0, b = 0] = rows.subarray(at, at + 3);
    const opacity = channels === 4 ? (rows[at + 3] ?? 255) / 255 : 1;
    luma[i] = Math.round((0.299 * r + 0.587 * g + 0.114 * b) * opacity + 255 * (1 - opacity));
  }
  return { width, height, luma };
}

function dataChunks(png: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 8; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.subarray(at + 4, at + 8).toString('latin1') === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

/** Undoes the row filters (clause 9): none, left, up, average, Paeth. */
function unfilter(data: Uint8Array, stride: number, height: number, pixel: number): Uint8Array {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const raw = data[y * (stride + 1) + 1 + x] ?? 0;
      const a = x >= pixel ? (rows[y * stride + x - pixel] ?? 0) : 0;
      const b = y > 0 ? (rows[(y - 1) * stride + x] ?? 0) : 0;
      const c = x >= pixel && y > 0 ? (rows[(y - 1) * stride + x - pixel] ?? 0) : 0;
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] ?? 0;
      rows[y * stride + x] = raw + predicted;
    }
  }
  return rows;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}
