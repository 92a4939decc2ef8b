/** What is about to leave the phone, masked, once more before it does: tries are few. */
import { maskIdNumber, maskPhone } from '@qianyin/contract';
import { Button } from 'antd-mobile';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import type { Elements } from './elements.ts';
import { texts } from './texts.ts';

export interface ProofingCheckProps {
  elements: Elements;
  sending: boolean;
  onChange: () => void;
  onSend: () => void;
}

export function ProofingCheck({ elements, sending, onChange, onSend }: ProofingCheckProps) {
  const t = texts.useT();
  const lines = [
    [t('name'), elements.name],
    [t('idNumber'), maskIdNumber(elements.idNumber)],
    [t('cardNumber'), maskCard(elements.cardNumber)],
    [t('phone'), maskPhone(elements.phone)],
  ] as const;
  return (
    <Screen
      title={t('checkTitle')}
      foot={
        <>
          <Button block color="primary" size="large" loading={sending} onClick={onSend}>
            {t('send')}
          </Button>
          <Button block size="large" disabled={sending} onClick={onChange}>
            {t('change')}
          </Button>
        </>
      }
    >
      <PathSteps done={0} />
      <p className="lead proofing-lead">{t('checkLead')}</p>
      <dl className="facts card">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="qy-figures">{value}</dd>
          </div>
        ))}
      </dl>
    </Screen>
  );
}

/** The first four and the last four digits stay. */
function maskCard(card: string): string {
  return `${card.slice(0, 4)} **** **** ${card.slice(-4)}`;
}
