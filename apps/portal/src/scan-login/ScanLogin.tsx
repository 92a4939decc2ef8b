/** The login page of the OpenID Connect provider: a QR already drawn, the digits for those who cannot scan. */
import { ProblemAlert } from '@qianyin/ui';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { PublicPage } from '../shell/PublicPage.tsx';
import { QrPanel } from './QrPanel.tsx';
import { safeAddress } from './safeAddress.ts';
import { texts } from './texts.ts';
import { useLoginInteraction } from './useLoginInteraction.ts';
import './scan-login.css';

const STEPS = ['one', 'two', 'three', 'four'] as const;

export function ScanLogin() {
  const t = texts.useT();
  const { uid = '' } = useParams();
  const [attempt, setAttempt] = useState(0);
  const { opened, progress, problem, connected } = useLoginInteraction(uid, attempt);
  const again = () => setAttempt((count) => count + 1);

  const continueAt = safeAddress(progress?.continueAt, window.location.href);
  useEffect(() => {
    if (progress?.state === 'confirmed' && continueAt) window.location.assign(continueAt);
  }, [progress?.state, continueAt]);

  const platform = opened.data?.platformName ?? '';
  const origin = opened.data?.platformOrigin ?? '';
  const failure = opened.error ?? problem;
  return (
    <PublicPage title={t('title')} homeLink={false}>
      <div className="scan-login">
        <section className="scan-login-card" aria-busy={opened.isPending}>
          <h1>{platform ? t('loginTo', { platform }) : t('title')}</h1>
          {origin && <p className="scan-login-origin">{t('origin', { origin })}</p>}
          {failure ? (
            <ProblemAlert problem={failure} onRetry={again} actions={<BackLink origin={origin} />} />
          ) : (
            <QrPanel
              platform={platform}
              typedCode={opened.data?.typedCode}
              progress={progress}
              continueAt={continueAt}
              onAgain={again}
            />
          )}
          {!connected && !failure && (
            <p className="scan-login-offline" role="status">
              {t('reconnecting')}
            </p>
          )}
        </section>
        <aside className="scan-login-help">
          <h2>{t('stepsTitle')}</h2>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>{t(`steps.${step}`)}</li>
            ))}
          </ol>
          <p className="scan-login-guard">{t('guard')}</p>
        </aside>
      </div>
    </PublicPage>
  );
}

function BackLink({ origin }: { origin: string }) {
  const t = texts.useT();
  const address = safeAddress(origin, window.location.href);
  if (!origin || !address) return null;
  return (
    <a className="scan-login-back" href={address}>
      {t('back', { origin })}
    </a>
  );
}
