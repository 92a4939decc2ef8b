/** All sealed documents of the unit. */
import { useQuery } from '@tanstack/react-query';
import { Frame } from '../shell/Frame.tsx';
import { Problem } from '../shell/Problem.tsx';
import { DocumentList, documentsQuery, NoDocuments } from './DocumentList.tsx';
import { texts } from './texts.ts';

export function Documents() {
  const t = texts.useT();
  const { data, error, refetch } = useQuery(documentsQuery);
  return (
    <Frame title={t('title')}>
      <h1>{t('title')}</h1>
      <p className="frame-lead">{t('lead')}</p>
      {error && <Problem problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="frame-skeleton" aria-busy="true" />}
      {data && (data.length > 0 ? <DocumentList documents={data} /> : <NoDocuments />)}
    </Frame>
  );
}
