/**
 * Laying a seal into a PDF and leaving room for its signature (ISO 32000-1 §12.8, §12.7.4.5): one signature field with
 * a widget for each place, as a true incremental update. SubFilter /adbe.pkcs7.detached, which readers offer to parse
 * and which national software uses with GM CMS; no SubFilter is standardised for it.
 *
 * One place: the field is its own widget. Several: the field has a widget each. Filling a signature field that is
 * already in the file is left out.
 */
import { ascii } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import type { SealDrawing } from '../seal/drawing.ts';
import { sealAppearance } from './appearance.ts';
import type { ByteRange } from './byte-range.ts';
import { digestByteRange } from './byte-range.ts';
import { openSealable } from './check.ts';
import type { PdfDocument } from './document.ts';
import { extendForm, extendPage } from './extend.ts';
import { Increment } from './increment.ts';
import type { PdfPage } from './pages.ts';
import type { SealPlacement } from './place.ts';
import { placeSeal } from './place.ts';
import { listSignatureFields } from './signature-fields.ts';
import { dateString, decimal, reference, textString } from './write.ts';

export interface PdfSealInput {
  pdf: Uint8Array;
  /** At least one. */
  placements: readonly SealPlacement[];
  drawing: SealDrawing;
  /** Unique in the file; no dots. */
  fieldName: string;
  /** Shown by readers; the certificate in the signature is what counts. */
  signerName: string;
  reason?: string;
  signingTime: Date;
}

export interface PreparedPdf {
  /** The whole file with a placeholder in /Contents. */
  prepared: Uint8Array;
  byteRange: ByteRange;
  /** SM3 over the ByteRange: the messageDigest to be signed. */
  digest: Uint8Array;
}

/** Room for the CMS: three certificates, a CRL and an OCSP answer fit many times. */
export const CONTENTS_BYTES = 16_384;
const MAX_PLACEMENTS = 500;
/** Printed, and not to be moved. */
const WIDGET_FLAGS = 4 + 128;

/**
 * Throws what checkPdf throws, `pki/page-missing`, `pki/field-exists`, or `pki/bad-value` for a place off the page.
 * The same input gives the same bytes.
 */
export function preparePdfSeal(input: PdfSealInput): PreparedPdf {
  const { document, pages } = openSealable(input.pdf);
  checkInput(document, input);
  const increment = new Increment(document);
  const signature = increment.reserve();
  const field = increment.reserve();
  const widgets = addWidgets(increment, pages, input, { signature, field });
  for (const [page, numbers] of widgets) extendPage(increment, document, page, numbers);
  extendForm(increment, document, field);
  const { text, contentsAt, byteRangeAt } = signatureDictionary(input);
  const start = increment.add(signature, ascii(text));
  const prepared = increment.finish();

  const gapStart = start + contentsAt;
  const gapEnd = gapStart + 2 * CONTENTS_BYTES + 2;
  const byteRange: ByteRange = [0, gapStart, gapEnd, prepared.length - gapEnd];
  prepared.set(ascii(`[${byteRange.join(' ')}]`.padEnd(BYTE_RANGE_WIDTH)), start + byteRangeAt);
  return { prepared, byteRange, digest: digestByteRange(prepared, byteRange) };
}

function checkInput(document: PdfDocument, { placements, fieldName }: PdfSealInput): void {
  if (placements.length === 0 || placements.length > MAX_PLACEMENTS) {
    throw new PkiError('pki/bad-value', `1 to ${MAX_PLACEMENTS} places expected`, { field: 'placements' });
  }
  if (!/^[\w-]{1,64}$/.test(fieldName))
    throw new PkiError('pki/bad-value', 'letters, digits, _ and - expected', { field: 'fieldName' });
  if (listSignatureFields(document).some((each) => each.name === fieldName)) {
    throw new PkiError('pki/field-exists', 'a field of this name exists', { field: fieldName });
  }
}

const BYTE_RANGE_WIDTH = 48;

function signatureDictionary({ signerName, reason, signingTime }: PdfSealInput) {
  const head =
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name ${textString(signerName)} ` +
    `${reason === undefined ? '' : `/Reason ${textString(reason)} `}/M ${dateString(signingTime)} /Contents `;
  const contents = `<${'0'.repeat(2 * CONTENTS_BYTES)}>`;
  const between = ' /ByteRange ';
  return {
    text: `${head}${contents}${between}${' '.repeat(BYTE_RANGE_WIDTH)} >>`,
    contentsAt: head.length,
    byteRangeAt: head.length + contents.length + between.length,
  };
}

interface Numbers {
  signature: number;
  field: number;
}

/** Writes field, widgets and appearances; returns the widget numbers by page. */
function addWidgets(
  increment: Increment,
  pages: readonly PdfPage[],
  input: PdfSealInput,
  { signature, field }: Numbers,
): Map<PdfPage, number[]> {
  const byPage = new Map<PdfPage, number[]>();
  const appearances = new Map<string, number>();
  const own = `/FT /Sig /T ${textString(input.fieldName)} /V ${reference(signature)}`;
  const single = input.placements.length === 1;
  const kids = input.placements.map((placement) => {
    const page = pages[placement.page - 1];
    if (!page) throw new PkiError('pki/page-missing', `the file has ${pages.length} pages`, { field: 'placements' });
    const { left, bottom, right, top } = placeSeal(page, placement, input.drawing);
    const widget =
      `/Type /Annot /Subtype /Widget /Rect [${[left, bottom, right, top].map(decimal).join(' ')}] ` +
      `/P ${reference(page.ref.number, page.ref.generation)} /F ${WIDGET_FLAGS} ` +
      `/AP << /N ${reference(appearanceFor(increment, appearances, input.drawing, page))} >>`;
    const number = single ? field : increment.reserve();
    increment.add(number, ascii(single ? `<< ${own} ${widget} >>` : `<< /Parent ${reference(field)} ${widget} >>`));
    byPage.set(page, [...(byPage.get(page) ?? []), number]);
    return number;
  });
  if (!single) increment.add(field, ascii(`<< ${own} /Kids [${kids.map((kid) => reference(kid)).join(' ')}] >>`));
  return byPage;
}

/** One appearance for all pages of the same rotation and unit. */
function appearanceFor(increment: Increment, known: Map<string, number>, drawing: SealDrawing, page: PdfPage): number {
  const key = `${page.rotate}/${page.userUnit}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const number = increment.reserve();
  increment.add(number, sealAppearance(drawing, page.rotate, page.userUnit));
  known.set(key, number);
  return number;
}
