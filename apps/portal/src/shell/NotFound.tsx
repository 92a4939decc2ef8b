import { Link } from 'react-router';
import { PublicPage } from './PublicPage.tsx';
import { texts } from './texts.ts';

export function NotFound() {
  const t = texts.useT();
  return (
    <PublicPage title={t('notFound')}>
      <div className="shell-sorry">
        <h1>{t('notFound')}</h1>
        <p>{t('notFoundHint')}</p>
        <Link className="shell-button" to="/">
          {t('goHome')}
        </Link>
      </div>
    </PublicPage>
  );
}
