/**
 * The drawing of a seal, as a picture: an `img` runs no script and loads nothing, whatever the drawing holds.
 * True size (a CSS millimetre) unless the column is narrower.
 */
import type { SealView } from '@qianyin/contract';

export function SealPicture({ seal, label }: { seal: SealView; label: string }) {
  return (
    <img
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(seal.svg)}`}
      alt={label}
      style={{ width: `${seal.widthMm}mm`, height: `${seal.heightMm}mm`, maxWidth: '100%' }}
    />
  );
}
