/** Zoom, fit, rotate, and which page one is on. */
import type { ReactNode } from 'react';
import { texts } from './texts.ts';
import { nextZoom, turned, type View } from './useView.ts';

export interface ToolbarProps {
  view: View;
  /** The scale in force, also while fitting. */
  scale: number;
  onChange: (view: View) => void;
  children?: ReactNode;
}

export function Toolbar({ view, scale, onChange, children }: ToolbarProps) {
  const t = texts.useT();
  const zoomTo = (zoom: number | null) => onChange({ ...view, zoom });
  return (
    <div className="qy-viewer-tools qy-no-print" role="toolbar" aria-label={t('tools')}>
      <Tool label={t('zoomOut')} onClick={() => zoomTo(nextZoom(scale, -1))} path="M5 12h14" />
      <span className="qy-viewer-scale">{Math.round(scale * 100)}%</span>
      <Tool label={t('zoomIn')} onClick={() => zoomTo(nextZoom(scale, 1))} path="M5 12h14M12 5v14" />
      <Tool label={t('fit')} onClick={() => zoomTo(null)} path="M4 5v14M20 5v14M7 12h10M10 9l-3 3 3 3M14 9l3 3-3 3" />
      <Tool
        label={t('rotate')}
        onClick={() => onChange({ ...view, rotation: turned(view.rotation) })}
        path="M19 12a7 7 0 1 1-2.1-5M19 3v5h-5"
      />
      <span className="qy-viewer-place">{children}</span>
    </div>
  );
}

function Tool({ label, onClick, path }: { label: string; onClick: () => void; path: string }) {
  return (
    <button type="button" className="qy-viewer-tool" aria-label={label} title={label} onClick={onClick}>
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
