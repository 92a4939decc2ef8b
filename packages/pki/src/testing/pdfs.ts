/** PDFs for tests, written by a library nobody here wrote. */
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface TestPdf {
  pages?: number;
  objectStreams?: boolean;
  rotate?: number;
  /** Width and height in points. */
  size?: [number, number];
}

export async function makePdf({
  pages = 1,
  objectStreams = false,
  rotate = 0,
  size = [595.28, 841.89],
}: TestPdf = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let i = 0; i < pages; i++) {
    const page = document.addPage(size);
    page.setRotation(degrees(rotate));
    page.drawText(`Bid page ${i + 1}. The price is 1,250,000.00`, { x: 60, y: 300, size: 18, font });
  }
  return document.save({ useObjectStreams: objectStreams });
}

const require = createRequire(import.meta.url);

/** A Song face with every character of the test names. */
export const songFont = (): Uint8Array =>
  new Uint8Array(readFileSync(require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf')));
