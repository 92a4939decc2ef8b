/**
 * What a file is, from its bytes: PDF (ISO 32000 §7.5), PNG (W3C PNG 3rd edition), JPEG (ITU-T T.81 annex B). Name and
 * type that the sender claims are not asked: a page of HTML called `licence.png` would run in the reviewer's browser.
 * Left out: decoding; a picture that is damaged inside shows as broken to the reviewer.
 */
const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** A picture whose pixels would not fit into the reviewer's memory is refused. */
const MAX_PIXELS = 80_000_000;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
/** Producers may leave bytes before the header and after the trailer; readers look this far. */
const PDF_SLACK = 1024;

export type MediaVerdict = { type: MediaType; readable: boolean } | undefined;

/** The type by its signature and whether the frame around the content is whole; undefined for any other file. */
export function readMediaType(bytes: Uint8Array): MediaVerdict {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.subarray(0, 5).toString('latin1') === '%PDF-')
    return { type: 'application/pdf', readable: view.subarray(-PDF_SLACK).includes('%%EOF') };
  if (view.subarray(0, 8).equals(PNG_SIGNATURE)) return { type: 'image/png', readable: isWholePng(view) };
  if (view.length > 3 && view.readUIntBE(0, 3) === 0xffd8ff) return { type: 'image/jpeg', readable: isWholeJpeg(view) };
  return undefined;
}

function isWholePng(view: Buffer): boolean {
  if (view.length < 45 || view.readUInt32BE(8) !== 13 || view.subarray(12, 16).toString('latin1') !== 'IHDR')
    return false;
  return fits(view.readUInt32BE(16), view.readUInt32BE(20)) && view.subarray(-12).equals(PNG_END);
}

/** Walks the segments to the frame header (SOFn), which holds the size; the end marker must be there. */
function isWholeJpeg(view: Buffer): boolean {
  if (view.lastIndexOf(Buffer.from([0xff, 0xd9])) < view.length - PDF_SLACK) return false;
  let at = 2;
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return false;
    const marker = view[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return fits(view.readUInt16BE(at + 7), view.readUInt16BE(at + 5));
    const length = view.readUInt16BE(at + 2);
    if (marker === 0xda || length < 2) return false;
    at += 2 + length;
  }
  return false;
}

function fits(width: number, height: number): boolean {
  return width > 0 && height > 0 && width * height <= MAX_PIXELS;
}
