/** An address nobody made. */
import { Link } from 'react-router';
import { texts } from './texts.ts';

export function NotFound() {
  const t = texts.useT();
  return (
    <main className="sorry">
      <h1>{t('notFound')}</h1>
      <Link to="/" className="text-link">
        {t('toHome')}
      </Link>
    </main>
  );
}
