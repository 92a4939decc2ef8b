/** The words of a page over its picture: invisible, but selectable, searchable, and read by screen readers. */
import type { PageViewport, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type CSSProperties, useEffect, useRef } from 'react';
import { drawPdfText } from './pdfjs.ts';

export function PdfText({ proxy, viewport }: { proxy: PDFPageProxy; viewport: PageViewport }) {
  const layer = useRef<HTMLDivElement>(null);
  const { scale, rotation } = viewport;
  useEffect(() => {
    const container = layer.current;
    if (!container) return;
    const stop = drawPdfText(proxy, container, proxy.getViewport({ scale, rotation }));
    return () => {
      stop();
      container.replaceChildren();
    };
  }, [proxy, scale, rotation]);
  // Lengths of the layer are in points; pdf.js multiplies them with this.
  const style = { '--total-scale-factor': scale, '--scale-round-x': '1px', '--scale-round-y': '1px' } as CSSProperties;
  return <div ref={layer} className="qy-viewer-text" style={style} />;
}
