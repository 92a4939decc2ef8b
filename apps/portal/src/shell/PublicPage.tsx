/** Frame of the pages anybody may open: mark, language, content. */
import { LanguageSwitch, Mark } from '@qianyin/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { texts } from './texts.ts';
import { useTitle } from './useTitle.ts';
import './shell.css';

export interface PublicPageProps {
  title: string;
  /** Without a link home where leaving would lose what is under way. */
  homeLink?: boolean;
  children: ReactNode;
}

export function PublicPage({ title, homeLink = true, children }: PublicPageProps) {
  const t = texts.useT();
  useTitle(title);
  const brand = (
    <>
      <Mark size={32} />
      <span>{t('name')}</span>
    </>
  );
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {t('skip')}
      </a>
      <header className="shell-header">
        {homeLink ? (
          <Link to="/" className="shell-brand" aria-label={t('home')}>
            {brand}
          </Link>
        ) : (
          <span className="shell-brand">{brand}</span>
        )}
        <LanguageSwitch />
      </header>
      <main id="content" className="shell-main">
        {children}
      </main>
    </div>
  );
}
