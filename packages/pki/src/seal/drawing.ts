/**
 * A seal as vector paths in millimetres, and its SVG. Light on purpose: a phone shows a stored drawing with this file
 * and never loads a font engine. Path data uses absolute M, L, C and Z only, which is also all a PDF needs.
 */

/** Vermilion 朱砂: the colour of seals and of nothing else. */
export const SEAL_RED = '#C23B22';

export interface SealPath {
  /** Absolute M, L, C, Z with numbers in millimetres, y downwards. */
  d: string;
  /** Filled (non-zero winding) when true, stroked with `strokeWidth` otherwise. */
  fill?: true;
  strokeWidth?: number;
}

export interface SealDrawing {
  kind: 'round-company';
  widthMm: number;
  heightMm: number;
  /** `0 0 width height`. */
  viewBox: string;
  paths: readonly SealPath[];
}

/** A self-contained SVG at true size: paths only, no text, no scripts, no references. */
export function sealToSvg(drawing: SealDrawing): string {
  const paths = drawing.paths.map(({ d, fill, strokeWidth }) =>
    fill
      ? `<path d="${d}" fill="${SEAL_RED}"/>`
      : `<path d="${d}" fill="none" stroke="${SEAL_RED}" stroke-width="${strokeWidth ?? 0}"/>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${drawing.widthMm}mm" height="${drawing.heightMm}mm" ` +
    `viewBox="${drawing.viewBox}">${paths.join('')}</svg>`
  );
}
