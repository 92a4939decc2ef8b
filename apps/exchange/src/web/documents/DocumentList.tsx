/** Sealed documents as rows: name and facts, what can be done. The same on a phone, one below the other. */
import { formatBytes, formatInstant, useLanguage } from '@qianyin/ui';
import { queryOptions } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { DocumentView } from '../../shared/views.ts';
import { get } from '../api/call.ts';
import { texts as shell } from '../shell/texts.ts';
import { texts } from './texts.ts';
import './documents.css';

export const documentsQuery = queryOptions({
  queryKey: ['documents'],
  queryFn: async () => (await get<{ documents: DocumentView[] }>('/api/documents')).documents,
});

export function DocumentList({ documents }: { documents: DocumentView[] }) {
  const t = texts.useT();
  const s = shell.useT();
  const { language } = useLanguage();
  return (
    <ul className="documents">
      {documents.map(({ id, name, bytes, seals, createdAt }) => (
        <li key={id}>
          <div className="documents-what">
            <p className="documents-name">{name}</p>
            <p className="documents-facts">
              {formatInstant(createdAt, language)} · {formatBytes(bytes)} · {s('seals', { count: seals })}
            </p>
          </div>
          <div className="documents-acts">
            <a href={`/api/documents/${id}/file`} download={name} aria-label={t('download', { name })}>
              {s('download')}
            </a>
            <Link to={`/seal?document=${id}`} aria-label={t('again', { name })}>
              {s('sealAgain')}
            </Link>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function NoDocuments() {
  const t = texts.useT();
  return (
    <div className="documents-empty frame-card">
      <p className="documents-name">{t('empty')}</p>
      <p className="documents-facts">{t('emptyHint')}</p>
      <Link className="frame-button" to="/seal">
        {t('begin')}
      </Link>
    </div>
  );
}
