/** From points on a drawn page to millimetres from its lower left corner, and back. */
import type { PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { CSSProperties } from 'react';

const MM_PER_POINT = 25.4 / 72;

export interface PagePoint {
  /** From 1. */
  page: number;
  xMm: number;
  yMm: number;
}

/** What an overlay needs to place something on a page as it is drawn now. */
export interface PageFrame {
  page: number;
  widthMm: number;
  heightMm: number;
  /** CSS box of a rectangle given by its lower left corner, in millimetres; turns with the page. */
  place: (xMm: number, yMm: number, widthMm: number, heightMm: number) => CSSProperties;
}

export function pagePoint(viewport: PageViewport, page: number, x: number, y: number): PagePoint {
  const [pointX, pointY] = viewport.convertToPdfPoint(x, y) as [number, number];
  const [left, bottom] = viewport.viewBox as [number, number];
  return { page, xMm: (pointX - left) * MM_PER_POINT, yMm: (pointY - bottom) * MM_PER_POINT };
}

export function pageFrame(viewport: PageViewport, page: number): PageFrame {
  const [left, bottom, right, top] = viewport.viewBox as [number, number, number, number];
  return {
    page,
    widthMm: (right - left) * MM_PER_POINT,
    heightMm: (top - bottom) * MM_PER_POINT,
    place: (xMm, yMm, widthMm, heightMm) => {
      const x = left + xMm / MM_PER_POINT;
      const y = bottom + yMm / MM_PER_POINT;
      const [x1, y1] = viewport.convertToViewportPoint(x, y) as [number, number];
      const [x2, y2] = viewport.convertToViewportPoint(x + widthMm / MM_PER_POINT, y + heightMm / MM_PER_POINT) as [
        number,
        number,
      ];
      return {
        position: 'absolute',
        left: Math.min(x1, x2),
        top: Math.min(y1, y2),
        width: Math.abs(x2 - x1),
        height: Math.abs(y2 - y1),
      };
    },
  };
}
