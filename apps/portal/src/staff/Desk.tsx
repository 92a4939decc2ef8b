/** Frame of the desk: queues with their counts, who is here. Nobody logged in goes to the login and comes back. */
import type { OperatorView } from '@qianyin/contract';
import { LanguageSwitch, Mark, ProblemAlert } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, Navigate, NavLink, Outlet, useLocation, useOutletContext } from 'react-router';
import { api } from '../api.ts';
import { queuesOf, useLogOut, useSession } from './session/session.ts';
import { texts } from './texts.ts';
import './desk.css';

export const QUEUE_REFRESH_MS = 15_000;

/** For the pages inside: the operator at this desk. */
export const useOperator = () => useOutletContext<OperatorView>();

export function Desk() {
  const t = texts.useT();
  const session = useSession();
  const { pathname } = useLocation();
  if (session.isPending) return <div className="desk" role="status" aria-label={t('opening')} />;
  if (session.isError)
    return (
      <div className="desk-alone">
        <ProblemAlert problem={session.error} onRetry={() => void session.refetch()} />
      </div>
    );
  if (!session.data) {
    const next = pathname === '/desk' ? '' : `?next=${encodeURIComponent(pathname)}`;
    return <Navigate to={`/desk/login${next}`} replace />;
  }
  const { operator } = session.data;
  return (
    <div className="desk">
      <DeskHeader operator={operator} />
      <main className="desk-main">
        <Outlet context={operator} />
      </main>
    </div>
  );
}

function DeskHeader({ operator }: { operator: OperatorView }) {
  const t = texts.useT();
  const logOut = useLogOut();
  const queues = queuesOf(operator);
  const counts = useQuery({
    ...api.orders.listOrderQueue.queryOptions({ input: { queue: queues[0] ?? 'acceptance' } }),
    enabled: queues.length > 0,
    refetchInterval: QUEUE_REFRESH_MS,
  }).data?.counts;
  return (
    <header className="desk-header">
      <Link to="/desk" className="desk-brand">
        <Mark size={28} />
        <span>{t('title')}</span>
      </Link>
      <nav className="desk-nav" aria-label={t('navigation')}>
        {queues.map((queue) => (
          <NavLink key={queue} to={`/desk/${queue}`} className="desk-nav-item">
            {t(`queues.${queue}`)}
            {counts && (
              <span className="desk-count" aria-label={t('waitingCount', { count: counts[queue] })}>
                {counts[queue]}
              </span>
            )}
          </NavLink>
        ))}
      </nav>
      <div className="desk-person">
        <LanguageSwitch />
        <span className="desk-person-name">
          {operator.displayName}
          <small>{operator.roles.map((role) => t(`roles.${role}`)).join(' · ')}</small>
        </span>
        <Button type="text" className="desk-log-out" loading={logOut.isPending} onClick={() => logOut.mutate()}>
          {t('logOut')}
        </Button>
      </div>
    </header>
  );
}
