/** Choosing a PIN: what it is for, once, and once more. */
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { isWeakPin } from '../../core/pin.ts';
import { PinPad } from '../../pin/PinPad.tsx';
import { texts } from './texts.ts';

export function NewPin({ onPin }: { onPin: (pin: string) => void }) {
  const t = texts.useT();
  const [stage, setStage] = useState<'explain' | 'choose' | 'repeat'>('explain');
  const [first, setFirst] = useState('');
  const [problem, setProblem] = useState<'weak' | 'differ'>();

  if (stage === 'explain') {
    return (
      <section className="new-pin">
        <h2>{t('explainTitle')}</h2>
        <ul className="card">
          <li>{t('explain1')}</li>
          <li>{t('explain2')}</li>
          <li>{t('explain3')}</li>
        </ul>
        <Button block color="primary" size="large" onClick={() => setStage('choose')}>
          {t('start')}
        </Button>
      </section>
    );
  }
  const choose = (pin: string) => {
    if (isWeakPin(pin)) {
      setProblem('weak');
      return;
    }
    setProblem(undefined);
    setFirst(pin);
    setStage('repeat');
  };
  const repeat = (pin: string) => {
    if (pin === first) {
      onPin(pin);
      return;
    }
    setProblem('differ');
    setFirst('');
    setStage('choose');
  };
  return stage === 'choose' ? (
    <PinPad key="choose" title={t('choose')} problem={problem && t(problem)} onPin={choose}>
      <p>{t('chooseLead')}</p>
    </PinPad>
  ) : (
    <PinPad key="repeat" title={t('repeat')} onPin={repeat}>
      <p>{'\u00a0'}</p>
    </PinPad>
  );
}
