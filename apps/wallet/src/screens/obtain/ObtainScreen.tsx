/** From paid to a certificate on this phone: PIN, then the steps as they happen. Goes on where it stopped. */
import type { OrderView } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { Navigate, useNavigate } from 'react-router';
import { phone } from '../../app/browser-phone.ts';
import { obtainNeed } from '../../core/obtain-certificate.ts';
import { Outcome } from '../../parts/Outcome.tsx';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { KeyRefused, useWrongPin } from '../../pin/KeyRefused.tsx';
import { PinPad } from '../../pin/PinPad.tsx';
import { WithOrder } from '../orders/WithOrder.tsx';
import { NewPin } from './NewPin.tsx';
import { ObtainProgress } from './ObtainProgress.tsx';
import { texts } from './texts.ts';
import { useObtain } from './use-obtain.ts';
import './obtain.css';

export function ObtainScreen() {
  const t = texts.useT();
  return <WithOrder title={t('title')}>{(order) => <Obtain order={order} />}</WithOrder>;
}

function Obtain({ order }: { order: OrderView }) {
  const t = texts.useT();
  const wrongPin = useWrongPin();
  const need = useQuery({
    queryKey: ['obtain-need', order.id],
    queryFn: () => obtainNeed(phone(), order.id),
    gcTime: 0,
  });
  const obtaining = useObtain(order);
  const { state } = obtaining;

  if (state.name === 'obtained') return <Obtained certificateId={state.certificateId} />;
  if (order.status !== 'paid' && order.status !== 'issued') return <Navigate to={`/orders/${order.id}`} replace />;
  return (
    <Screen title={t('title')} backTo={`/orders/${order.id}`}>
      <PathSteps done={2} />
      {need.data === undefined && <Skeleton.Paragraph lineCount={4} animated />}
      {state.name === 'final' && <KeyRefused refusal={state.refusal} />}
      {state.name === 'working' && <ObtainProgress step={state.step} />}
      {state.name === 'failed' && (
        <div className="obtain-failed">
          <Trouble problem={state.problem} onRetry={() => void need.refetch().then(obtaining.reset)} />
        </div>
      )}
      {state.name === 'asking' && need.data === 'new-pin' && <NewPin onPin={obtaining.run} />}
      {state.name === 'asking' && need.data === 'pin' && (
        <PinPad title={t('enter')} problem={wrongPin(state.refusal)} onPin={obtaining.run}>
          <p>{t('enterLead')}</p>
        </PinPad>
      )}
      {state.name === 'asking' && (need.data === 'nothing' || need.data === 'done') && (
        <div className="obtain-failed">
          <Button block color="primary" size="large" onClick={() => obtaining.run('')}>
            {t('resume')}
          </Button>
        </div>
      )}
    </Screen>
  );
}

function Obtained({ certificateId }: { certificateId: string }) {
  const t = texts.useT();
  const navigate = useNavigate();
  return (
    <Screen
      title={t('title')}
      backTo="/"
      foot={
        <>
          <Button
            block
            color="primary"
            size="large"
            onClick={() => void navigate(`/certificates/${certificateId}`, { replace: true })}
          >
            {t('view')}
          </Button>
          <Button block size="large" onClick={() => void navigate('/', { replace: true })}>
            {t('home')}
          </Button>
        </>
      }
    >
      <PathSteps done={3} />
      <Outcome kind="done" title={t('done')}>
        {t('doneLead')}
      </Outcome>
    </Screen>
  );
}
