/** One page: a box of the right size at once, its picture when it comes near the screen. */
import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type PageFrame, pageFrame, type PagePoint, pagePoint } from './geometry.ts';
import { PdfText } from './PdfText.tsx';
import { texts } from './texts.ts';
import type { Rotation } from './useView.ts';

/** Points to CSS pixels at 100 %. */
export const PIXELS_PER_POINT = 96 / 72;
/** Larger canvases are refused by phones. */
const MAX_CANVAS_PIXELS = 16_000_000;

export interface PdfPageProps {
  pdf: PDFDocumentProxy;
  page: number;
  scale: number;
  rotation: Rotation;
  /** Size in points of the first page, until this page's own is known. */
  expected: { width: number; height: number };
  onVisible: (page: number) => void;
  onPagePoint?: (point: PagePoint) => void;
  overlay?: (frame: PageFrame) => ReactNode;
}

export function PdfPage({ pdf, page, scale, rotation, expected, onVisible, onPagePoint, overlay }: PdfPageProps) {
  const t = texts.useT();
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [proxy, setProxy] = useState<PDFPageProxy>();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const loading = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '800px 0px',
    });
    const reading = new IntersectionObserver(([entry]) => entry?.isIntersecting && onVisible(page), {
      rootMargin: '-45% 0px -45% 0px',
    });
    loading.observe(element);
    reading.observe(element);
    return () => {
      loading.disconnect();
      reading.disconnect();
    };
  }, [page, onVisible]);

  useEffect(() => {
    if (!near || proxy) return;
    let wanted = true;
    pdf.getPage(page).then(
      (loaded) => wanted && setProxy(loaded),
      // A broken page stays an empty sheet; the others can still be read.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [near, proxy, pdf, page]);

  const viewport = proxy?.getViewport({
    scale: scale * PIXELS_PER_POINT,
    rotation: (proxy.rotate + rotation) % 360,
  });
  const sideways = rotation % 180 !== 0;
  const width = viewport?.width ?? (sideways ? expected.height : expected.width) * scale * PIXELS_PER_POINT;
  const height = viewport?.height ?? (sideways ? expected.width : expected.height) * scale * PIXELS_PER_POINT;

  const click = (event: MouseEvent<HTMLDivElement>) => {
    if (!viewport || !onPagePoint || !box.current) return;
    const { left, top } = box.current.getBoundingClientRect();
    onPagePoint(pagePoint(viewport, page, event.clientX - left, event.clientY - top));
  };
  return (
    // A pointing device places the seal; front ends offer fields or arrow keys beside it for the keyboard.
    <div
      ref={box}
      className={onPagePoint ? 'qy-viewer-page qy-viewer-page-pointed' : 'qy-viewer-page'}
      style={{ width, height }}
      data-page={page}
      onClick={onPagePoint ? click : undefined}
    >
      {near && proxy && viewport && <PageCanvas proxy={proxy} viewport={viewport} label={t('pageLabel', { page })} />}
      {/* Where a click places something, selecting words would be in the way. */}
      {near && proxy && viewport && !onPagePoint && <PdfText proxy={proxy} viewport={viewport} />}
      {viewport && overlay && <div className="qy-viewer-overlay">{overlay(pageFrame(viewport, page))}</div>}
    </div>
  );
}

function PageCanvas({ proxy, viewport, label }: { proxy: PDFPageProxy; viewport: PageViewport; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { scale, rotation } = viewport;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const shown = proxy.getViewport({ scale, rotation });
    const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MAX_CANVAS_PIXELS / (shown.width * shown.height)));
    element.width = Math.floor(shown.width * density);
    element.height = Math.floor(shown.height * density);
    const task = proxy.render({ canvas: element, viewport: proxy.getViewport({ scale: scale * density, rotation }) });
    // Cancelled when the page scrolls away or is zoomed; what cannot be drawn stays white.
    task.promise.catch(() => undefined);
    return () => task.cancel();
  }, [proxy, scale, rotation]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}
