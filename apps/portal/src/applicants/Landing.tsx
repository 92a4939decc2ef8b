/** The start page: what this is, and the doors into it. The outbox's door stands only while the outbox is open. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../api.ts';
import { PublicPage } from '../shell/PublicPage.tsx';
import { texts } from './texts.ts';
import './landing.css';

const STEPS = ['one', 'two', 'three', 'four', 'five'] as const;

export function Landing() {
  const t = texts.useT();
  const outbox = useQuery(api.accounts.listOutboxMessages.queryOptions({ retry: false, staleTime: 60_000 }));
  return (
    <PublicPage title={t('title')}>
      <section className="landing-lead">
        <h1>{t('headline')}</h1>
        <p>{t('lead')}</p>
      </section>
      <nav className="landing-doors">
        <Door href="/wallet/" name={t('doors.wallet')} what={t('doors.walletWhat')} go={t('doors.walletGo')} main />
        <Door to="/desk" name={t('doors.desk')} what={t('doors.deskWhat')} go={t('doors.deskGo')} />
        <Door href="/docs" name={t('doors.docs')} what={t('doors.docsWhat')} go={t('doors.docsGo')} />
        {outbox.isSuccess && (
          <Door to="/outbox" name={t('doors.outbox')} what={t('doors.outboxWhat')} go={t('doors.outboxGo')} />
        )}
      </nav>
      <section className="landing-steps">
        <h2>{t('stepsTitle')}</h2>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>{t(`steps.${step}`)}</li>
          ))}
        </ol>
        <p className="landing-note">{t('noPhone')}</p>
      </section>
      <footer className="landing-foot">
        <Link to="/errors">{t('errors')}</Link>
      </footer>
    </PublicPage>
  );
}

interface DoorProps {
  /** Inside this application, or another one of this site. */
  to?: string;
  href?: string;
  name: string;
  what: string;
  go: string;
  main?: boolean;
}

function Door({ to, href, name, what, go, main }: DoorProps) {
  const inside = (
    <>
      <span className="landing-door-name">{name}</span>
      <span className="landing-door-what">{what}</span>
      <span className="landing-door-go">{go}</span>
    </>
  );
  const className = main ? 'landing-door landing-door-main' : 'landing-door';
  return to ? (
    <Link to={to} className={className}>
      {inside}
    </Link>
  ) : (
    <a href={href} className={className}>
      {inside}
    </a>
  );
}
