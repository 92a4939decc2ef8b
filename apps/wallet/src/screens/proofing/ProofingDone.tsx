/** The proof succeeded: what comes next. */
import { Button } from 'antd-mobile';
import { useNavigate } from 'react-router';
import { Outcome } from '../../parts/Outcome.tsx';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { texts } from './texts.ts';

export function ProofingDone() {
  const t = texts.useT();
  const navigate = useNavigate();
  return (
    <Screen
      title={t('title')}
      backTo="/"
      foot={
        <>
          <Button block color="primary" size="large" onClick={() => void navigate('/enterprises', { replace: true })}>
            {t('next')}
          </Button>
          <Button block size="large" onClick={() => void navigate('/', { replace: true })}>
            {t('later')}
          </Button>
        </>
      }
    >
      <PathSteps done={1} />
      <Outcome kind="done" title={t('done')}>
        {t('doneLead')}
      </Outcome>
    </Screen>
  );
}
