/** The PIN for one request, over the screen it belongs to. */
import { problemOf } from '@qianyin/client';
import { useState } from 'react';
import { phone } from '../../app/browser-phone.ts';
import type { KeyRefusal } from '../../core/refusal.ts';
import { confirmScan, type ReviewedScan } from '../../core/scan.ts';
import { FullView } from '../../parts/FullView.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { isFinal, useWrongPin } from '../../pin/KeyRefused.tsx';
import { PinPad } from '../../pin/PinPad.tsx';
import type { Ending } from './RequestEnded.tsx';
import { texts } from './texts.ts';

export interface PinSheetProps {
  review: ReviewedScan;
  number: string | null;
  onClose: () => void;
  onEnd: (ending: Ending) => void;
}

export function PinSheet({ review, number, onClose, onEnd }: PinSheetProps) {
  const t = texts.useT();
  const wrongPin = useWrongPin();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<KeyRefusal>();
  const [problem, setProblem] = useState<unknown>(null);
  const confirm = async (pin: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const result = await confirmScan(phone(), { review, number, pin });
      if (result.outcome === 'signed') onEnd({ kind: 'confirmed', callback: result.callback });
      else if (isFinal(result)) onEnd({ kind: 'key-refused', refusal: result });
      else setRefusal(result);
    } catch (error) {
      // An answer of the service ends the request; without one it can be sent again, and counts once.
      const code = problemOf(error)?.code;
      if (code?.startsWith('scan/') === true) onEnd({ kind: 'failed', problem: error });
      else setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const { request } = review;
  return (
    <FullView title={t('requestTitle')} onClose={onClose}>
      <div className="pin-sheet">
        <PinPad title={t('pinTitle')} problem={wrongPin(refusal)} busy={busy} onPin={(pin) => void confirm(pin)}>
          <p>
            {request.kind === 'seal'
              ? t('pinSeal', { count: request.documents.length })
              : t('pinLogin', { platform: request.platform.name })}
          </p>
        </PinPad>
        <Trouble problem={problem} />
      </div>
    </FullView>
  );
}
