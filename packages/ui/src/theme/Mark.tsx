/**
 * The mark: a square vermilion seal with 签印 cut out, so whatever lies behind shows through the strokes.
 * The strokes are straight lines of our own on a 100 × 100 grid, in the manner of a carved seal; no font is needed.
 */
import { useId } from 'react';

const QIAN =
  'M10 18H46M19 10V28M10 18M37 10V28M28 30V36M28 34L10 50M28 34L46 50M19 50H37M17 60V76M28 56V76M39 60V76M10 86H46';
const YIN = 'M72 12H56V82H72M56 34H72M56 58H72M78 14H92V62H86M78 14V90';

export interface MarkProps {
  /** Edge in CSS pixels. */
  size?: number;
  /** Said to screen readers; without it the mark is decoration. */
  label?: string;
}

export function Mark({ size = 32, label }: MarkProps) {
  const id = useId();
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 100 100"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      style={{ display: 'block', flex: 'none' }}
    >
      <mask id={id}>
        <rect width="100" height="100" rx="10" fill="#fff" />
        <path d={`${QIAN}${YIN}`} fill="none" stroke="#000" strokeWidth="6.5" />
      </mask>
      <rect width="100" height="100" fill="var(--qy-vermilion)" mask={`url(#${id})`} />
    </svg>
  );
}
