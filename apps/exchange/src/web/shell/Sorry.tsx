/** Pages that are not there, and pages that threw. */
import { ProblemAlert } from '@qianyin/ui';
import { Link, useRouteError } from 'react-router';
import { Frame } from './Frame.tsx';
import { texts } from './texts.ts';

export function NotFound() {
  const t = texts.useT();
  return (
    <Frame title={t('notFound')}>
      <h1>{t('notFound')}</h1>
      <p className="frame-lead">{t('notFoundHint')}</p>
      <Link className="frame-button" to="/">
        {t('goHome')}
      </Link>
    </Frame>
  );
}

export function Crash() {
  const t = texts.useT();
  const error = useRouteError();
  return (
    <Frame title={t('crash')}>
      <h1>{t('crash')}</h1>
      <ProblemAlert problem={error} />
      <p>
        <button type="button" className="frame-button" onClick={() => window.location.reload()}>
          {t('reload')}
        </button>
      </p>
    </Frame>
  );
}

export function Loading() {
  const t = texts.useT();
  return <div role="status" aria-label={t('loading')} />;
}
