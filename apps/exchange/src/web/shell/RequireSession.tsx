/** Pages for whoever is logged in; everybody else goes to the login and comes back afterwards. */
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { sessionQuery } from '../api/session.ts';
import { Frame } from './Frame.tsx';
import { Problem } from './Problem.tsx';
import { texts } from './texts.ts';

export function RequireSession() {
  const t = texts.useT();
  const { data, error, refetch } = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  if (data) return <Outlet />;
  if (data === null) return <Navigate to="/login" replace state={{ from: pathname + search }} />;
  return (
    <Frame title={t('loading')}>
      {error ? (
        <Problem problem={error} onRetry={() => void refetch()} />
      ) : (
        <div className="frame-skeleton" role="status" aria-label={t('loading')} />
      )}
    </Frame>
  );
}
