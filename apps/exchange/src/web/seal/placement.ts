/** Where a seal may stand: 42 mm across, wholly on its page. Millimetres from the page's lower left corner, pure. */
import type { SealPlacement } from '@qianyin/contract';

export const SEAL_MM = 42;
const MARGIN_MM = 20;
const BASE_MM = 25;
const GAP_MM = 4;
const A4 = { widthMm: 210, heightMm: 297 };

export interface PageSize {
  widthMm: number;
  heightMm: number;
}

/** Lower right of a page; each further seal stands left of the one before, not upon it. */
export function lowerRight(page: number, size: PageSize = A4, seals = 0): SealPlacement {
  const xMm = size.widthMm - MARGIN_MM - SEAL_MM - seals * (SEAL_MM + GAP_MM);
  return within({ page, xMm, yMm: BASE_MM }, size);
}

/** With its middle at a point. */
export function around(point: SealPlacement, size: PageSize): SealPlacement {
  return within({ page: point.page, xMm: point.xMm - SEAL_MM / 2, yMm: point.yMm - SEAL_MM / 2 }, size);
}

/** Moved onto the page, to tenths of a millimetre. */
export function within({ page, xMm, yMm }: SealPlacement, size: PageSize = A4): SealPlacement {
  return { page, xMm: clamp(xMm, size.widthMm - SEAL_MM), yMm: clamp(yMm, size.heightMm - SEAL_MM) };
}

function clamp(value: number, max: number): number {
  return Math.floor(Math.min(Math.max(0, value), Math.max(0, max)) * 10) / 10;
}
