/** Sealing, the first two steps: the file, then the place. `?document=` takes a file that is already here. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DocumentView } from '../../shared/views.ts';
import { get, getFile, postPdf } from '../api/call.ts';
import { FileDrop } from '../shell/FileDrop.tsx';
import { Frame } from '../shell/Frame.tsx';
import { Problem } from '../shell/Problem.tsx';
import { PlaceSeal, type PlacedDocument } from './PlaceSeal.tsx';
import { texts } from './texts.ts';
import './seal.css';

export function Seal() {
  const t = texts.useT();
  const [query, setQuery] = useSearchParams();
  const known = query.get('document');
  const [uploaded, setUploaded] = useState<PlacedDocument>();
  const kept = useKept(known);
  const document = known === null ? uploaded : kept.data;
  const other = () => {
    setUploaded(undefined);
    setQuery({}, { replace: true });
  };
  return (
    <Frame title={t('title')}>
      {document ? (
        <PlaceSeal key={document.id} document={document} onOther={other} />
      ) : (
        <>
          <h1>{t('title')}</h1>
          <p className="frame-lead">{t('lead')}</p>
          {kept.error && <Problem problem={kept.error} onRetry={() => void kept.refetch()} />}
          {known !== null && kept.isPending && (
            <div className="frame-skeleton" role="status" aria-label={t('loading')} />
          )}
          {known === null && <Upload onUploaded={setUploaded} />}
        </>
      )}
    </Frame>
  );
}

function useKept(id: string | null) {
  return useQuery({
    queryKey: ['document', id],
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<PlacedDocument> => {
      const path = `/api/documents/${encodeURIComponent(id ?? '')}`;
      const [view, file] = await Promise.all([get<DocumentView>(path), getFile(`${path}/file`)]);
      return { id: view.id, name: view.name, seals: view.seals, file };
    },
  });
}

function Upload({ onUploaded }: { onUploaded: (document: PlacedDocument) => void }) {
  const t = texts.useT();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (file: File): Promise<PlacedDocument> => {
      const { id } = await postPdf<{ id: string }>(`/api/documents?name=${encodeURIComponent(file.name)}`, file);
      return { id, name: file.name, seals: 0, file };
    },
    onSuccess: onUploaded,
  });
  return (
    <>
      <FileDrop
        title={t('drop')}
        hint={t('dropHint')}
        busy={isPending}
        busyTitle={t('uploading')}
        onFile={(file) => mutate(file)}
      />
      {error && (
        <div className="file-drop-problem">
          <Problem problem={error} />
        </div>
      )}
    </>
  );
}
