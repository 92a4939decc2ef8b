/** A QR code as SVG: black on white in every theme, with the four quiet modules a reader needs (ISO/IEC 18004). */
import { create } from 'qrcode';
import { useMemo } from 'react';

export interface QrCodeProps {
  value: string;
  /** Edge in CSS pixels, quiet zone included. */
  size?: number;
  /** Said to screen readers. */
  label: string;
}

const QUIET = 4;

function modulesPath(value: string): { path: string; edge: number } {
  const { modules } = create(value, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue;
      let end = x;
      while (end < modules.size && modules.get(y, end)) end += 1;
      path += `M${x + QUIET} ${y + QUIET}h${end - x}v1H${x + QUIET}z`;
      x = end;
    }
  }
  return { path, edge: modules.size + 2 * QUIET };
}

export function QrCode({ value, size = 232, label }: QrCodeProps) {
  const { path, edge } = useMemo(() => modulesPath(value), [value]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${edge} ${edge}`}
      shapeRendering="crispEdges"
      style={{ display: 'block', maxWidth: '100%', height: 'auto' }}
    >
      <rect width={edge} height={edge} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
