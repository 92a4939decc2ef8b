/** The documents of a request; each opens as it will be, with the seal in its place. */
import type { ScanRequest } from '@qianyin/contract';
import { formatBytes } from '@qianyin/ui';
import { lazy, Suspense, useState } from 'react';
import type { ReviewedScan } from '../../core/scan.ts';
import { Icon } from '../../parts/Icon.tsx';
import { texts } from './texts.ts';

const Preview = lazy(async () => ({ default: (await import('../materials/Preview.tsx')).Preview }));

export interface DocumentsProps {
  request: ScanRequest;
  /** Undefined until the documents were fetched and checked. */
  review: ReviewedScan | undefined;
}

export function Documents({ request, review }: DocumentsProps) {
  const t = texts.useT();
  const [opened, setOpened] = useState<{ name: string; file: Blob }>();
  const open = (id: string) => {
    const document = review?.documents.find((each) => each.id === id);
    if (document === undefined) return;
    setOpened({ name: document.name, file: new Blob([document.bytes], { type: 'application/pdf' }) });
  };
  return (
    <section>
      <h2 className="section-title">{t('documents')}</h2>
      <ul className="rows">
        {request.documents.map(({ id, name, pages, bytes }) => (
          <li key={id}>
            <button type="button" className="row" disabled={review === undefined} onClick={() => open(id)}>
              <Icon name="document" />
              <span className="row-text">
                {name}
                <span className="row-note">{t('pages', { pages, size: formatBytes(bytes) })}</span>
              </span>
              <span className="request-open">{t('openDocument')}</span>
            </button>
          </li>
        ))}
      </ul>
      {opened !== undefined && (
        <Suspense fallback={null}>
          <Preview
            file={opened.file}
            mediaType="application/pdf"
            name={opened.name}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}
