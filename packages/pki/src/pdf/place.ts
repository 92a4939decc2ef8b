/** From millimetres on the page as it is shown to a rectangle in user space, whatever the page's box and rotation. */
import { PkiError } from '../errors.ts';
import type { PdfPage } from './pages.ts';

/** Where the lower left corner of the seal goes, in millimetres from the lower left corner of the page as shown. */
export interface SealPlacement {
  /** From 1. */
  page: number;
  xMm: number;
  yMm: number;
}

export interface SealSize {
  widthMm: number;
  heightMm: number;
}

export interface Rectangle {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** Rounding of a page size given in millimetres. */
const TOLERANCE = 1;

/** Points of 1/72 inch in a millimetre. */
export const POINTS_PER_MM = 72 / 25.4;

/** Throws `pki/bad-value` when the seal would not lie wholly on the page: an invisible seal is a hidden signature. */
export function placeSeal(page: PdfPage, { xMm, yMm }: SealPlacement, size: SealSize): Rectangle {
  const unit = POINTS_PER_MM / page.userUnit;
  const [left, bottom, right, top] = page.box;
  const sideways = page.rotate === 90 || page.rotate === 270;
  const shown = sideways
    ? { width: top - bottom, height: right - left }
    : { width: right - left, height: top - bottom };
  const low = { x: xMm * unit, y: yMm * unit };
  const high = { x: low.x + size.widthMm * unit, y: low.y + size.heightMm * unit };
  const inside =
    low.x >= -TOLERANCE &&
    low.y >= -TOLERANCE &&
    high.x <= shown.width + TOLERANCE &&
    high.y <= shown.height + TOLERANCE;
  if (!inside) throw new PkiError('pki/bad-value', 'the seal does not lie on the page', { field: 'placements' });
  const [a, b] = [toUserSpace(page, low), toUserSpace(page, high)];
  return { left: Math.min(a.x, b.x), bottom: Math.min(a.y, b.y), right: Math.max(a.x, b.x), top: Math.max(a.y, b.y) };
}

function toUserSpace({ box: [left, bottom, right, top], rotate }: PdfPage, { x, y }: { x: number; y: number }) {
  switch (rotate) {
    case 90:
      return { x: right - y, y: bottom + x };
    case 180:
      return { x: right - x, y: top - y };
    case 270:
      return { x: left + y, y: top - x };
    default:
      return { x: left + x, y: bottom + y };
  }
}

/** The matrix of an appearance that stands upright on a page shown with this rotation (ISO 32000-1 §12.5.5). */
export function uprightMatrix(rotate: number): readonly [number, number, number, number, number, number] {
  switch (rotate) {
    case 90:
      return [0, 1, -1, 0, 0, 0];
    case 180:
      return [-1, 0, 0, -1, 0, 0];
    case 270:
      return [0, -1, 1, 0, 0, 0];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}
