/** The document with the seal where it will stand; a click moves it, fields beside it do so by keyboard. */
import type { SealPlacement } from '@qianyin/contract';
import { type PageFrame, PdfView } from '@qianyin/ui/pdf';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../api/call.ts';
import { Problem } from '../shell/Problem.tsx';
import { PlacementFields } from './PlacementFields.tsx';
import { around, lowerRight, type PageSize, within } from './placement.ts';
import { SealGhost } from './SealGhost.tsx';
import { texts } from './texts.ts';

export interface PlacedDocument {
  id: string;
  name: string;
  file: Blob;
  /** Seals already on it. */
  seals: number;
}

export function PlaceSeal({ document, onOther }: { document: PlacedDocument; onOther: () => void }) {
  const t = texts.useT();
  const navigate = useNavigate();
  const view = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(0);
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map());
  const [chosen, setChosen] = useState<SealPlacement>();
  const sizeOf = (page: number) => sizes.get(page) ?? sizes.get(1);
  const placement = chosen
    ? within(chosen, sizeOf(chosen.page))
    : lowerRight(Math.max(1, pages), sizeOf(pages), document.seals);

  const begin = useMutation({
    mutationFn: () => post<{ id: string }>('/api/sealings', { documentId: document.id, placement }),
    onSuccess: ({ id }) => navigate(`/seal/${id}`),
  });

  const measured = useCallback(({ page, widthMm, heightMm }: PageFrame) => {
    setSizes((known) => (known.has(page) ? known : new Map(known).set(page, { widthMm, heightMm })));
  }, []);
  const ghost = (frame: PageFrame) => <SealGhost frame={frame} placement={placement} onMeasured={measured} />;
  const show = useCallback((page: number) => scrollTo(view.current, page), []);
  // Where the seal stands by default is what a person wants to see first.
  useEffect(() => {
    if (pages > 1) show(pages);
  }, [pages, show]);

  return (
    <div className="place">
      <div className="place-head">
        <h1>{t('place')}</h1>
        <p className="place-name">{document.name}</p>
        <p className="frame-lead">{t('placeLead')}</p>
      </div>
      <div className="place-side">
        <PlacementFields
          placement={placement}
          pages={pages}
          onChange={(next) => {
            setChosen(next);
            if (next.page !== placement.page) show(next.page);
          }}
        />
        <button type="button" className="place-show" disabled={pages === 0} onClick={() => show(placement.page)}>
          {t('show')}
        </button>
        {begin.error && <Problem problem={begin.error} />}
        <button
          type="button"
          className="frame-button frame-button-wide"
          disabled={pages === 0 || begin.isPending}
          onClick={() => begin.mutate()}
        >
          {begin.isPending ? t('beginning') : t('begin')}
        </button>
        <p className="place-next">{t('next')}</p>
        <button type="button" className="place-show" onClick={onOther}>
          {t('other')}
        </button>
      </div>
      <div className="place-view" ref={view}>
        <PdfView
          file={document.file}
          onOpened={setPages}
          onPagePoint={(point) => setChosen(around(point, sizeOf(point.page) ?? { widthMm: 210, heightMm: 297 }))}
          overlay={ghost}
        />
      </div>
    </div>
  );
}

/** Brings the foot of a page into the viewer; the window itself stays where it is. */
function scrollTo(view: HTMLElement | null, page: number): void {
  const sheet = view?.querySelector<HTMLElement>(`[data-page="${page}"]`);
  const frame = view?.querySelector('.qy-viewer-scroll');
  if (!sheet || !frame) return;
  const below = sheet.getBoundingClientRect().bottom - frame.getBoundingClientRect().bottom;
  frame.scrollBy({ top: below + 8 });
}
