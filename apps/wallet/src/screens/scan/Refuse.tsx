/** Two ways to say no: a change of mind, and «不是我», which stays on record after a second, different step. */
import type { ScanRequest } from '@qianyin/contract';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { phone } from '../../app/browser-phone.ts';
import { refuseScan } from '../../core/scan-claim.ts';
import { Confirm } from '../../parts/Confirm.tsx';
import type { Ending } from './RequestEnded.tsx';
import { texts } from './texts.ts';

export function Refuse({ request, onEnd }: { request: ScanRequest; onEnd: (ending: Ending) => void }) {
  const t = texts.useT();
  const refusing = useMutation({
    mutationFn: (reason: 'changed-mind' | 'not-me') => refuseScan(phone(), request, reason),
    onSuccess: (_, reason) => onEnd({ kind: 'refused', reported: reason === 'not-me' }),
    onError: (problem) => onEnd({ kind: 'failed', problem }),
  });
  const [asking, setAsking] = useState(false);
  return (
    <div className="refuse">
      <Button block loading={refusing.isPending} onClick={() => refusing.mutate('changed-mind')}>
        {t('refuse')}
      </Button>
      <Button block color="danger" fill="outline" disabled={refusing.isPending} onClick={() => setAsking(true)}>
        {t('notMe')}
      </Button>
      <Confirm
        open={asking}
        title={t('notMeTitle')}
        consequence={t('notMeLead')}
        action={t('notMeDo')}
        cancel={t('cancel')}
        onConfirm={() => refusing.mutate('not-me')}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
