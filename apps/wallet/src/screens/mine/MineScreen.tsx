/** Who I am here, what is mine, language, log-out. Only what works. */
import { formatCode, LanguageSwitch } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.ts';
import { queryClient } from '../../app/query-client.ts';
import { isProved, leave, useAccount } from '../../app/session-state.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useCertificates } from '../home/use-home.ts';
import { texts } from './texts.ts';
import './mine.css';

export function MineScreen() {
  const t = texts.useT();
  const account = useAccount();
  const proved = isProved(account);
  const [asking, setAsking] = useState(false);
  const logOut = async () => {
    await leave();
    // The next holder of this phone must not see the last one's data flash by.
    queryClient.clear();
  };
  return (
    <main className="mine">
      <header className="mine-head">
        <span className="mine-face">
          <Icon name="person" size={32} />
        </span>
        <div>
          <h1>{account?.nameMasked ?? t('unproved')}</h1>
          <p className="qy-figures">
            {account?.phoneMasked}
            {typeof account?.idNumberMasked === 'string' && ` · ${account.idNumberMasked}`}
          </p>
        </div>
        {!proved && (
          <Link to="/prove-identity" className="text-link">
            {t('prove')}
          </Link>
        )}
      </header>
      {proved && <Memberships />}
      {proved && <Belongings />}
      <ul className="rows mine-rows">
        <li className="row mine-language">
          <Icon name="globe" />
          <span className="row-text">{t('language')}</span>
          <LanguageSwitch />
        </li>
      </ul>
      <p className="lead mine-kept">{t('kept')}</p>
      <Button block size="large" onClick={() => setAsking(true)}>
        {t('logOut')}
      </Button>
      <Confirm
        open={asking}
        title={t('logOutTitle')}
        consequence={t('logOutLead')}
        action={t('logOut')}
        cancel={t('cancel')}
        onConfirm={() => void logOut()}
        onClose={() => setAsking(false)}
      />
    </main>
  );
}

function Memberships() {
  const t = texts.useT();
  const memberships = useQuery(
    api().enterprises.listMemberships.queryOptions({ select: (answer) => answer.memberships }),
  );
  if (memberships.error !== null) {
    return <Trouble problem={memberships.error} onRetry={() => void memberships.refetch()} />;
  }
  if (memberships.data === undefined) return <Skeleton animated className="mine-skeleton" />;
  if (memberships.data.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t('enterprise')}</h2>
      <ul className="rows">
        {memberships.data.map(({ enterpriseId, name, uscc, role }) => (
          <li key={enterpriseId} className="row mine-enterprise">
            <span className="row-text">
              {name}
              <span className="row-note qy-code">{formatCode(uscc)}</span>
            </span>
            <span className="mark-tag mark-tag-ok">{t(role)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Belongings() {
  const t = texts.useT();
  const certificates = useCertificates();
  const first = certificates.data?.[0];
  const more = certificates.data !== undefined && certificates.data.length > 1;
  const entries: { name: 'certificates' | 'seals' | 'orders' | 'platforms'; icon: IconName; to: string }[] = [
    ...(first === undefined
      ? []
      : [
          { name: 'certificates' as const, icon: 'certificate' as const, to: more ? '/' : `/certificates/${first.id}` },
        ]),
    { name: 'seals', icon: 'seal', to: '/seals' },
    { name: 'orders', icon: 'list', to: '/orders' },
    { name: 'platforms', icon: 'platform', to: '/platforms' },
  ];
  return (
    <ul className="rows mine-rows">
      {entries.map(({ name, icon, to }) => (
        <li key={name}>
          <Link to={to} className="row">
            <Icon name={icon} />
            <span className="row-text">{t(name)}</span>
            {name === 'certificates' && (
              <span className="row-note">{t('count', { count: certificates.data?.length ?? 0 })}</span>
            )}
            <Icon name="chevron" size={20} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
