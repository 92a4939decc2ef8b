/** The materials, one at a time in the viewer. Every look leaves an audit row, so a file is fetched once. */
import type { MaterialView, ReviewView } from '@qianyin/contract';
import { formatBytes, ProblemAlert, useLanguage } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, lazy, Suspense } from 'react';
import { client } from '../../api.ts';
import { texts } from './texts.ts';

const DocumentView = lazy(async () => ({ default: (await import('@qianyin/ui/pdf')).DocumentView }));

export interface MaterialPaneProps {
  order: ReviewView;
  /** Index of the material shown. */
  shown: number;
  onShow: (index: number) => void;
}

export function MaterialPane({ order, shown, onShow }: MaterialPaneProps) {
  const t = texts.useT();
  const { language } = useLanguage();
  const name = ({ name: both }: MaterialView) => (language === 'en' ? both.en : both.zh);
  const material = order.materials[shown] ?? order.materials[0];
  if (!material) return <section className="review-documents review-nothing">{t('noMaterials')}</section>;

  // Arrow keys move between tabs (WAI-ARIA Authoring Practices, tabs).
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const index = (order.materials.indexOf(material) + by + order.materials.length) % order.materials.length;
    onShow(index);
    document.getElementById(`material-${index}`)?.focus();
  };
  return (
    <section className="review-documents">
      <div className="review-tabs" role="tablist" aria-label={t('materials')} onKeyDown={step}>
        {order.materials.map((each, index) => (
          <button
            key={each.id}
            id={`material-${index}`}
            type="button"
            role="tab"
            aria-selected={each === material}
            aria-controls="material-shown"
            tabIndex={each === material ? 0 : -1}
            className="review-tab"
            onClick={() => onShow(index)}
          >
            <span className="review-tab-number">{index + 1}</span>
            {name(each)}
          </button>
        ))}
      </div>
      <div id="material-shown" role="tabpanel" className="review-document" aria-label={name(material)}>
        <Material key={material.id} orderId={order.id} material={material} name={name(material)} />
      </div>
      <p className="review-file">
        <span>{material.fileName}</span>
        <span>{formatBytes(material.bytes)}</span>
      </p>
    </section>
  );
}

function Material({ orderId, material, name }: { orderId: string; material: MaterialView; name: string }) {
  const t = texts.useT();
  const file = useQuery({
    queryKey: ['show-material', orderId, material.id],
    queryFn: ({ signal }) => client.orders.showMaterial({ orderId, materialId: material.id }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
  const loading = <div className="review-document-loading" role="status" aria-label={t('materialLoading')} />;
  if (file.isError)
    return (
      <div className="review-document-problem">
        <ProblemAlert problem={file.error} onRetry={() => void file.refetch()} />
      </div>
    );
  if (!file.data) return loading;
  return (
    <Suspense fallback={loading}>
      <DocumentView file={file.data} mediaType={material.mediaType} name={name} />
    </Suspense>
  );
}
