/** A screen that threw, or whose code could not be fetched (a new version was installed meanwhile, or no network). */
import { Button } from 'antd-mobile';
import { useRouteError } from 'react-router';
import { Trouble } from '../parts/Trouble.tsx';
import { texts } from './texts.ts';

export function Crash({ problem }: { problem?: unknown }) {
  return problem === undefined ? <RouteCrash /> : <Sorry problem={problem} />;
}

function RouteCrash() {
  return <Sorry problem={useRouteError()} />;
}

function Sorry({ problem }: { problem: unknown }) {
  const t = texts.useT();
  return (
    <main className="frame sorry">
      <h1>{t('crash')}</h1>
      <Trouble problem={problem} />
      <Button block color="primary" size="large" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </main>
  );
}
