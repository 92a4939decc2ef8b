/** The column every screen stands in, the doors before the screens, and the bottom bar of the two that have one. */
import { NavLink, Navigate, Outlet, useLocation } from 'react-router';
import { Icon } from '../parts/Icon.tsx';
import { Offline } from './Offline.tsx';
import { isProved, useAccount } from './session-state.ts';
import { texts } from './texts.ts';

export function Frame() {
  return (
    <div className="frame">
      <Offline />
      <Outlet />
    </div>
  );
}

/** Logged out: to the login, and afterwards back to where one wanted to go (a scan link, mostly). */
export function LoggedIn() {
  const account = useAccount();
  const { pathname, search } = useLocation();
  if (account !== undefined) return <Outlet />;
  const to = pathname === '/' ? '/login' : `/login?to=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={to} replace />;
}

/** Before anything else one proves who one is. */
export function Proved() {
  return isProved(useAccount()) ? <Outlet /> : <Navigate to="/prove-identity" replace />;
}

export function Tabs() {
  const t = texts.useT();
  return (
    <>
      <div className="tabs-screen">
        <Outlet />
      </div>
      <nav className="tabs" aria-label={t('tabs')}>
        <NavLink to="/" end className="tab">
          <Icon name="home" />
          {t('home')}
        </NavLink>
        <NavLink to="/scan" className="tab tab-scan">
          <span className="tab-scan-disc">
            <Icon name="scan" size={28} />
          </span>
          {t('scan')}
        </NavLink>
        <NavLink to="/mine" className="tab">
          <Icon name="person" />
          {t('mine')}
        </NavLink>
      </nav>
    </>
  );
}
