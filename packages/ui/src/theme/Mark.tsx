/**
 * The mark: a square vermilion seal with 签印 cut out, so whatever lies behind shows through the strokes.
 * The strokes are straight lines of our own on a 100 × 100 grid, in the manner of a carved seal; no font is needed.
 */
import { useId } from 'react';

const QIAN =
  'M16 9L7 23M13 16H26M20 16L23 23M37 9L29 22M34 16H49M42 16L45 24M8 48L28.5 28L49 48M18 48H39M15 57L19 75M28 55V72M42 57L37 75M8 86H49';
const YIN = 'M71 10L57.5 17.5M58 14V80L74 76.5M58 42H72M79 92V18H92V62H85';

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
