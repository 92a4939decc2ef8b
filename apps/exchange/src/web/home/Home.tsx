/** Home: who is here, what can be done, what was done last. */
import { formatCode, formatInstant, useLanguage } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sessionQuery } from '../api/session.ts';
import { DocumentList, documentsQuery, NoDocuments } from '../documents/DocumentList.tsx';
import { Frame } from '../shell/Frame.tsx';
import { Problem } from '../shell/Problem.tsx';
import { texts } from './texts.ts';
import './home.css';

const RECENT = 5;

export function Home() {
  const t = texts.useT();
  const { language } = useLanguage();
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  const { unit, way, startedAt } = session;
  return (
    <Frame title={t('title')}>
      <section className="home-unit frame-card" aria-label={t('unit')}>
        <p className="home-label">{t('unit')}</p>
        <h1>{unit.name}</h1>
        <dl>
          <div>
            <dt>{t('uscc')}</dt>
            <dd className="qy-code">{formatCode(unit.uscc)}</dd>
          </div>
          <div>
            <dt>{t('way')}</dt>
            <dd>{t(`ways.${way}`)}</dd>
          </div>
          <div>
            <dt>{t('since')}</dt>
            <dd>{formatInstant(startedAt, language)}</dd>
          </div>
        </dl>
      </section>
      <div className="home-doors">
        <Link to="/seal" className="frame-card home-door">
          <strong>{t('seal')}</strong>
          <span>{t('sealHint')}</span>
        </Link>
        <Link to="/verify" className="frame-card home-door">
          <strong>{t('verify')}</strong>
          <span>{t('verifyHint')}</span>
        </Link>
      </div>
      <Recent />
    </Frame>
  );
}

function Recent() {
  const t = texts.useT();
  const { data, error, refetch } = useQuery(documentsQuery);
  return (
    <section aria-labelledby="recent">
      <div className="home-recent">
        <h2 id="recent">{t('recent')}</h2>
        {data && data.length > RECENT && <Link to="/documents">{t('all', { count: data.length })}</Link>}
      </div>
      {error && <Problem problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="frame-skeleton" aria-busy="true" />}
      {data && (data.length > 0 ? <DocumentList documents={data.slice(0, RECENT)} /> : <NoDocuments />)}
    </section>
  );
}
