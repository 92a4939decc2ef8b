/** Four ways to what is used often. */
import { Link } from 'react-router';
import { Icon } from '../../parts/Icon.tsx';
import { texts } from './texts.ts';

const SHORTCUTS = [
  ['apply', 'plus', '/enterprises'],
  ['orders', 'list', '/orders'],
  ['seals', 'seal', '/seals'],
  ['platforms', 'platform', '/platforms'],
] as const;

export function Shortcuts() {
  const t = texts.useT();
  return (
    <nav aria-label={t('shortcuts')}>
      <h2 className="section-title">{t('shortcuts')}</h2>
      <div className="shortcuts card">
        {SHORTCUTS.map(([name, icon, to]) => (
          <Link key={name} to={to} className="shortcut">
            <Icon name={icon} size={28} />
            {t(name)}
          </Link>
        ))}
      </div>
    </nav>
  );
}
