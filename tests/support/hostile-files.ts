/** Files that are not what they say, or do what they should not. */
import { inputPdf } from '../../tools/demo/input-pdf.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function file(content: Uint8Array | string, name = 'material.pdf', type = 'application/pdf'): File {
  return new File([new Uint8Array(typeof content === 'string' ? utf8(content) : content)], name, { type });
}

export const plainPdf = (): Uint8Array => inputPdf([['A page']]);

/** A page of HTML that calls itself a picture. */
export const htmlAsPng = (): File => file('<!doctype html><script>alert(1)</script>', 'licence.png', 'image/png');
export const zipAsPdf = (): File => file('PK\u0003\u0004 and the rest');
/** The right first bytes and nothing behind them. */
export const headerOnly = (): File => file('%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n');
export const truncatedPdf = (): File => file(plainPdf().subarray(0, 300));
export const encryptedPdf = (): File => file(withUpdate('/Encrypt << /Filter /Standard /V 1 /R 2 >>'));
/** Its cross-reference table leads to itself. */
export const loopingPdf = (): File => file(withUpdate('', { prev: 'self' }));

export function scriptedPdf(): File {
  const catalog = '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>';
  return file(withUpdate('', { catalog }));
}

/** A picture of a few bytes that would take gigabytes on a reviewer's screen. */
export function pngBomb(): File {
  const header = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(header);
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12, 'latin1');
  header.writeUInt32BE(60_000, 16);
  header.writeUInt32BE(60_000, 20);
  const end = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
  return file(Buffer.concat([header, end]), 'bomb.png', 'image/png');
}

export const megabytes = (n: number): File => file(Buffer.concat([plainPdf(), Buffer.alloc(n * 1024 * 1024)]));

/** An incremental update (ISO 32000 §7.5.6) with another catalog, or more in the trailer. */
function withUpdate(trailer: string, { catalog, prev }: { catalog?: string; prev?: 'self' } = {}): Uint8Array {
  const base = Buffer.from(plainPdf()).toString('latin1');
  const start = /startxref\n(\d+)/.exec(base)?.[1] ?? '0';
  const object = catalog === undefined ? '' : `1 0 obj\n${catalog}\nendobj\n`;
  const table = base.length + object.length;
  const entry = catalog === undefined ? '0 0\n' : `1 1\n${String(base.length).padStart(10, '0')} 00000 n \n`;
  const previous = prev === 'self' ? table : start;
  const end = `xref\n${entry}trailer\n<< /Size 6 /Root 1 0 R /Prev ${previous} ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(base + object + end, 'latin1');
}
