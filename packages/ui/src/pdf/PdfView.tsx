/** A PDF to read: all its pages below each other, drawn as they come near, with zoom and rotation. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { problem } from '@qianyin/contract';
import { ProblemAlert } from '../messages/ProblemAlert.tsx';
import type { PageFrame, PagePoint } from './geometry.ts';
import { openPdf, pdfProblem } from './pdfjs.ts';
import { PdfPage, PIXELS_PER_POINT } from './PdfPage.tsx';
import { texts } from './texts.ts';
import { Toolbar } from './Toolbar.tsx';
import { useKeptPlace, useWidth, type View } from './useView.ts';
import './pdf.css';

export interface PdfViewProps {
  file: Blob | Uint8Array;
  /** A click on a page, in millimetres from its lower left corner. */
  onPagePoint?: (point: PagePoint) => void;
  /** Drawn over each page, e.g. the seal where it will stand. */
  overlay?: (frame: PageFrame) => ReactNode;
  /** Once opened: the number of pages. */
  onOpened?: (pages: number) => void;
}

interface Opened {
  pdf: PDFDocumentProxy;
  first: { width: number; height: number };
}

export function PdfView({ file, onPagePoint, overlay, onOpened }: PdfViewProps) {
  const t = texts.useT();
  const scroller = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [view, setView] = useState<View>({ zoom: null, rotation: 0 });
  const [current, setCurrent] = useState(1);
  const opened = useOpened(file, onOpened);

  const first = (opened instanceof Error ? undefined : opened?.first) ?? A4;
  const pageWidth = view.rotation % 180 === 0 ? first.width : first.height;
  const fit = width > 0 ? width / (pageWidth * PIXELS_PER_POINT) : 1;
  const scale = view.zoom ?? fit;
  const scrolled = useKeptPlace(scroller, scale);
  if (opened instanceof Error) return <ProblemAlert problem={problem(pdfProblem(opened))} />;
  return (
    <section className="qy-viewer" aria-busy={!opened}>
      <Toolbar view={view} scale={scale} onChange={setView}>
        {opened && t('page', { page: current, pages: opened.pdf.numPages })}
      </Toolbar>
      {/* Scrolls by itself: the keyboard must reach it. */}
      <div ref={scroller} className="qy-viewer-scroll" tabIndex={0} onScroll={scrolled}>
        <div ref={frame} className="qy-viewer-pages">
          {opened && width > 0 ? (
            Array.from({ length: opened.pdf.numPages }, (_, index) => (
              <PdfPage
                key={index}
                pdf={opened.pdf}
                page={index + 1}
                scale={scale}
                rotation={view.rotation}
                expected={first}
                onVisible={setCurrent}
                onPagePoint={onPagePoint}
                overlay={overlay}
              />
            ))
          ) : (
            <div className="qy-viewer-page qy-viewer-skeleton" role="status" aria-label={t('loading')} />
          )}
        </div>
      </div>
    </section>
  );
}

const A4 = { width: 595, height: 842 };

/** Undefined while opening, an Error when it cannot be opened. */
function useOpened(file: Blob | Uint8Array, onOpened?: (pages: number) => void): Opened | Error | undefined {
  const [state, setState] = useState<{ file: Blob | Uint8Array; result: Opened | Error }>();
  const tell = useRef(onOpened);
  useEffect(() => {
    tell.current = onOpened;
  });
  useEffect(() => {
    let pdf: PDFDocumentProxy | undefined;
    let wanted = true;
    const open = async () => {
      pdf = await openPdf(file);
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!wanted) return;
      setState({ file, result: { pdf, first: { width, height } } });
      tell.current?.(pdf.numPages);
    };
    open()
      .catch((error: unknown) => {
        if (wanted) setState({ file, result: error instanceof Error ? error : new Error(String(error)) });
      })
      .finally(() => {
        if (!wanted) void pdf?.loadingTask.destroy();
      });
    return () => {
      wanted = false;
      void pdf?.loadingTask.destroy();
    };
  }, [file]);
  return state?.file === file ? state.result : undefined;
}
