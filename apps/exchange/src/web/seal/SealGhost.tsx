/** The seal's place on a page at its true size, plainly not a seal yet; also tells how large the page is. */
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
      <circle cx="21" cy="21" r="20.4" fill="currentColor" fillOpacity="0.1" />
      <circle cx="21" cy="21" r="20.4" fill="none" stroke="currentColor" strokeWidth="0.8" strokeDasharray="2 1.4" />
      <text x="21" y="21" fill="currentColor" fontSize="5" textAnchor="middle" dominantBaseline="central">
        {t('sealLabel')}
      </text>
    </svg>
  );
}
