/**
 * The drawing of a seal, as a picture: an `img` runs no script and loads nothing, whatever the drawing holds.
 * True size (a CSS millimetre) unless the column is narrower; small beside a name.
 */
import type { SealView } from '@qianyin/contract';

export function SealPicture({ seal, label, small = false }: { seal: SealView; label: string; small?: boolean }) {
  return (
    <img
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(seal.svg)}`}
      alt={label}
      style={
        small
          ? { width: 56, height: 56 }
          : { width: `${seal.widthMm}mm`, height: `${seal.heightMm}mm`, maxWidth: '100%' }
      }
    />
  );
}
