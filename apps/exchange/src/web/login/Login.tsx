/** The login: one card with three ways, the wallet's QR already drawn. */
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { exchangeProblem, isExchangeCode } from '../../shared/errors.ts';
import { sessionQuery } from '../api/session.ts';
import { Frame } from '../shell/Frame.tsx';
import { Problem } from '../shell/Problem.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { ScanLogin } from './ScanLogin.tsx';
import { texts } from './texts.ts';
import './login.css';

export function Login() {
  const t = texts.useT();
  const { data: session } = useQuery(sessionQuery);
  const { state } = useLocation() as { state: { from?: string } | null };
  if (session) return <Navigate to={state?.from ?? '/'} replace />;
  return (
    <Frame title={t('title')}>
      <h1 className="qy-visually-hidden">{t('title')}</h1>
      <RedirectProblem />
      <div className="login-card frame-card">
        <section className="login-scan" aria-label={t('scan')}>
          <h2>{t('scan')}</h2>
          <ScanLogin />
        </section>
        <section className="login-other" aria-label={t('password')}>
          <h2>{t('password')}</h2>
          <PasswordForm />
          <p className="login-or">
            <span>{t('or')}</span>
          </p>
          <a className="frame-button frame-button-quiet frame-button-wide" href="/login/begin">
            {t('redirect')}
          </a>
          <p className="login-hint">{t('redirectHint')}</p>
        </section>
      </div>
      <p className="login-verify">
        {t('verify')} <Link to="/verify">{t('verifyLink')}</Link>
      </p>
    </Frame>
  );
}

/** Why the way over the service's page led back here; only codes and figures are taken from the address. */
function RedirectProblem() {
  const [query] = useSearchParams();
  const code = query.get('problem');
  if (!isExchangeCode(code)) return null;
  const { problem: _code, ...data } = Object.fromEntries(query);
  return (
    <div className="login-problem">
      <Problem problem={exchangeProblem(code, data)} />
    </div>
  );
}
