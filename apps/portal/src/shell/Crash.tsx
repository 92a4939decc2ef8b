/** A page that threw, or whose code could not be fetched (a new version was installed meanwhile). */
import { ProblemAlert } from '@qianyin/ui';
import { useRouteError } from 'react-router';
import { PublicPage } from './PublicPage.tsx';
import { texts } from './texts.ts';

export function Crash() {
  const t = texts.useT();
  const error = useRouteError();
  return (
    <PublicPage title={t('crash')}>
      <div className="shell-sorry">
        <h1>{t('crash')}</h1>
        <ProblemAlert problem={error} />
        <button type="button" className="shell-button" onClick={() => window.location.reload()}>
          {t('reload')}
        </button>
      </div>
    </PublicPage>
  );
}
