/** The frame of every page: name, navigation, who is logged in, language. */
import { LanguageSwitch } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, NavLink, useNavigate } from 'react-router';
import { sessionQuery, useSignOut } from '../api/session.ts';
import mark from './mark.svg';
import { texts } from './texts.ts';
import './frame.css';

export function Frame({ title, children }: { title: string; children: ReactNode }) {
  const t = texts.useT();
  const { data: session } = useQuery(sessionQuery);
  const name = t('name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  const pages = session ? (['home', 'seal', 'documents', 'verify'] as const) : (['login', 'verify'] as const);
  const paths = { home: '/', seal: '/seal', documents: '/documents', verify: '/verify', login: '/login' };
  return (
    <div className="frame">
      <a className="frame-skip" href="#content">
        {t('skip')}
      </a>
      <header className="frame-header">
        <Link to="/" className="frame-brand">
          <img src={mark} width={30} height={30} alt="" />
          <span>{name}</span>
          <small>{t('tag')}</small>
        </Link>
        <nav className="frame-nav" aria-label={t('nav')}>
          {pages.map((page) => (
            <NavLink key={page} to={paths[page]} end={page === 'home'}>
              {t(page)}
            </NavLink>
          ))}
        </nav>
        <div className="frame-who">
          {session && <Who name={session.unit.name} />}
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" className="frame-main">
        {children}
      </main>
    </div>
  );
}

function Who({ name }: { name: string }) {
  const t = texts.useT();
  const navigate = useNavigate();
  const { mutate, isPending } = useSignOut();
  return (
    <>
      <span className="frame-unit" title={name}>
        {name}
      </span>
      <button
        type="button"
        className="frame-plain"
        disabled={isPending}
        onClick={() => mutate(undefined, { onSuccess: () => void navigate('/login') })}
      >
        {t('signOut')}
      </button>
    </>
  );
}
