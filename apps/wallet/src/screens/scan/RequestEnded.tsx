/** How a request ended, and where to go on. */
import type { ScanRequest } from '@qianyin/contract';
import { Button } from 'antd-mobile';
import { useNavigate } from 'react-router';
import type { KeyRefusal } from '../../core/refusal.ts';
import { Outcome } from '../../parts/Outcome.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { KeyRefused } from '../../pin/KeyRefused.tsx';
import { texts } from './texts.ts';

export type Ending =
  | { kind: 'confirmed'; callback: string | null }
  | { kind: 'refused'; reported: boolean }
  | { kind: 'key-refused'; refusal: KeyRefusal }
  | { kind: 'failed'; problem: unknown }
  | { kind: 'gone' };

export interface RequestEndedProps {
  ending: Ending;
  request: ScanRequest | undefined;
  /** The page that asked is on this phone. */
  sameDevice: boolean;
}

export function RequestEnded({ ending, request, sameDevice }: RequestEndedProps) {
  const t = texts.useT();
  const navigate = useNavigate();
  const callback = ending.kind === 'confirmed' && sameDevice ? ending.callback : null;
  return (
    <Screen
      title={t('requestTitle')}
      backTo="/"
      foot={
        <>
          {callback !== null && /^https?:/.test(callback) && (
            <a className="request-back" href={callback}>
              {t('goBack', { platform: request?.platform.name ?? '' })}
            </a>
          )}
          <Button
            block
            size="large"
            color={callback === null ? 'primary' : 'default'}
            onClick={() => void navigate('/', { replace: true })}
          >
            {t('home')}
          </Button>
        </>
      }
    >
      <Ended ending={ending} kind={request?.kind} sameDevice={sameDevice} />
    </Screen>
  );
}

interface EndedProps {
  ending: Ending;
  kind: ScanRequest['kind'] | undefined;
  sameDevice: boolean;
}

function Ended({ ending, kind, sameDevice }: EndedProps) {
  const t = texts.useT();
  switch (ending.kind) {
    case 'confirmed':
      return (
        <Outcome kind="done" title={t(kind === 'seal' ? 'doneSeal' : 'doneLogin')}>
          {t(sameDevice ? 'doneHere' : kind === 'seal' ? 'doneSealLead' : 'doneLoginLead')}
        </Outcome>
      );
    case 'refused':
      return (
        <Outcome kind="refused" title={t(ending.reported ? 'reportedTitle' : 'refusedTitle')}>
          {t(ending.reported ? 'reportedLead' : 'refusedLead')}
        </Outcome>
      );
    case 'key-refused':
      return <KeyRefused refusal={ending.refusal} />;
    case 'failed':
      return (
        <>
          <Outcome kind="problem" title={t('failedTitle')} />
          <Trouble problem={ending.problem} />
        </>
      );
    case 'gone':
      return (
        <Outcome kind="problem" title={t('failedTitle')}>
          {t('gone')}
        </Outcome>
      );
  }
}
