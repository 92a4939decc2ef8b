/** The seal's place on a page at its true size; also tells how large the page is. */
import type { SealPlacement } from '@qianyin/contract';
import type { PageFrame } from '@qianyin/ui/pdf';
import { useEffect } from 'react';
import { SEAL_MM } from './placement.ts';
import { texts } from './texts.ts';

interface SealGhostProps {
  frame: PageFrame;
  placement: SealPlacement;
  onMeasured: (frame: PageFrame) => void;
}

export function SealGhost({ frame, placement, onMeasured }: SealGhostProps) {
  const t = texts.useT();
  const { page, widthMm, heightMm } = frame;
  useEffect(() => {
    onMeasured(frame);
    // The frame is a new object at every drawing; its measures are what counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [page, widthMm, heightMm, onMeasured]);
  if (page !== placement.page) return null;
  return (
    <svg
      className="seal-ghost"
      viewBox="0 0 42 42"
      role="img"
      aria-label={t('sealLabel')}
      style={frame.place(placement.xMm, placement.yMm, SEAL_MM, SEAL_MM)}
    >
      <circle cx="21" cy="21" r="20.2" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M21 14l1.6 4.8h5l-4 3 1.5 4.8-4.1-3-4.1 3 1.5-4.8-4-3h5z" fill="currentColor" />
    </svg>
  );
}
