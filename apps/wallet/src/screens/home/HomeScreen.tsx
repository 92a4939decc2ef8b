/** The home: the path until the first certificate, what needs me, the certificates, shortcuts. Only what works. */
import { Mark } from '@qianyin/ui';
import { Button, Skeleton } from 'antd-mobile';
import { useNavigate } from 'react-router';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { CertificateCard } from './CertificateCard.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { texts } from './texts.ts';
import { Todo } from './Todo.tsx';
import { type Home, pathDone, useHome } from './use-home.ts';
import './home.css';

export function HomeScreen() {
  const t = texts.useT();
  const home = useHome();
  const ready = home.certificates !== undefined && home.orders !== undefined;
  return (
    <main className="home">
      <header className="home-head">
        <Mark size={36} />
        <h1>{t('title')}</h1>
      </header>
      <Trouble problem={home.problem} onRetry={home.retry} />
      {!ready && home.problem === null && <HomeSkeleton />}
      {ready && (
        <>
          <Path home={home} />
          <Todo orders={home.orders ?? []} certificates={home.certificates ?? []} />
          {home.certificates !== undefined && home.certificates.length > 0 && (
            <section>
              <h2 className="section-title">{t('certificates')}</h2>
              <div className="stack">
                {home.certificates.map((certificate) => (
                  <CertificateCard key={certificate.id} certificate={certificate} />
                ))}
              </div>
            </section>
          )}
          {home.proved && <Shortcuts />}
        </>
      )}
    </main>
  );
}

/** Until the first certificate is there: where one is, and the one thing to do now. */
function Path({ home }: { home: Home }) {
  const t = texts.useT();
  const navigate = useNavigate();
  const done = pathDone(home);
  if (done === 3) return null;
  const begun = home.orders?.some(({ status }) => status !== 'issued') ?? false;
  return (
    <section className="card home-path">
      <h2>{t('pathTitle')}</h2>
      <PathSteps done={done} />
      {done === 0 && (
        <>
          <p className="lead">{t('pathProve')}</p>
          <Button block color="primary" size="large" onClick={() => void navigate('/prove-identity')}>
            {t('doProve')}
          </Button>
        </>
      )}
      {done === 1 && !begun && (
        <>
          <p className="lead">{t('pathClaim')}</p>
          <Button block color="primary" size="large" onClick={() => void navigate('/enterprises')}>
            {t('doClaim')}
          </Button>
        </>
      )}
    </section>
  );
}

function HomeSkeleton() {
  return (
    <div className="stack">
      <Skeleton animated className="home-skeleton-card" />
      <Skeleton animated className="home-skeleton-row" />
    </div>
  );
}
