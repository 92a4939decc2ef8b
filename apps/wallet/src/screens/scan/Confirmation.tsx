/** The confirmation of a request; nothing can be confirmed before every byte to be signed was checked. */
import type { ScanRequest } from '@qianyin/contract';
import { languageOf } from '@qianyin/ui';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { Documents } from './Documents.tsx';
import { NumberChoice, NUMBERS_ID } from './NumberChoice.tsx';
import { PinSheet } from './PinSheet.tsx';
import { Refuse } from './Refuse.tsx';
import type { Ending } from './RequestEnded.tsx';
import { texts } from './texts.ts';
import { TimeLeft } from './TimeLeft.tsx';
import { useReview } from './use-review.ts';
import { WhatWith } from './WhatWith.tsx';
import { WhoAsks } from './WhoAsks.tsx';

export interface ConfirmationProps {
  request: ScanRequest;
  onEnd: (ending: Ending) => void;
}

export function Confirmation({ request, onEnd }: ConfirmationProps) {
  const t = texts.useT();
  const reviewing = useReview(request);
  const [number, setNumber] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [over, setOver] = useState(false);
  const { review } = reviewing;
  const needsNumber = request.numbers.length > 0;
  const ready = review !== undefined && !over;
  const isSeal = request.kind === 'seal';
  const choosing = needsNumber && number === null;
  const confirm = () => {
    // The three numbers may lie below the fold.
    if (choosing) document.getElementById(NUMBERS_ID)?.scrollIntoView({ behavior: 'smooth', block: 'center' });
    else setAsking(true);
  };
  return (
    <Screen
      title={t('requestTitle')}
      backTo="/"
      foot={
        <>
          <TimeLeft until={request.expiresAt} onOver={() => setOver(true)} />
          <Button block color="primary" size="large" disabled={!ready} onClick={confirm}>
            {t(choosing ? 'toNumber' : isSeal ? 'confirmSeal' : 'confirmLogin')}
          </Button>
          <Refuse request={request} onEnd={onEnd} />
        </>
      }
    >
      <WhoAsks request={request} />
      <section className="request-what">
        <h2>{t(isSeal ? 'verbSeal' : 'verbLogin')}</h2>
        <p lang={languageOf(request.display)}>{request.display}</p>
      </section>
      {isSeal && <Documents request={request} review={review} />}
      <WhatWith {...reviewing} />
      {reviewing.noSeal && <p className="request-warning">{t('noSeal')}</p>}
      <Trouble problem={reviewing.problem} />
      {reviewing.problem === null && !reviewing.noSeal && (
        <p className={review === undefined ? 'request-check' : 'request-check request-check-ok'} role="status">
          <Icon name={review === undefined ? 'clock' : 'check'} size={20} />
          {t(review === undefined ? 'checking' : 'checked')}
        </p>
      )}
      {needsNumber && reviewing.problem === null && (
        <NumberChoice numbers={request.numbers} chosen={number} onChoose={setNumber} />
      )}
      {asking && review !== undefined && (
        <PinSheet review={review} number={number} onClose={() => setAsking(false)} onEnd={onEnd} />
      )}
    </Screen>
  );
}
