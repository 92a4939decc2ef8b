/** A request of a page on a computer: who asks, what for, which documents, which number, then the PIN. */
import type { ScanRequest } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd-mobile';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { phone } from '../../app/browser-phone.ts';
import { settleScan } from '../../core/ceremony.ts';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { Confirmation } from './Confirmation.tsx';
import { type Ending, RequestEnded } from './RequestEnded.tsx';
import { requestKey } from './request-key.ts';
import { texts } from './texts.ts';
import './request.css';

export function RequestScreen() {
  const t = texts.useT();
  const { scanId = '' } = useParams();
  const location = useLocation();
  const sameDevice = (location.state as { sameDevice?: boolean } | null)?.sameDevice === true;
  const [ending, setEnding] = useState<Ending>();
  const settled = useQuery({
    queryKey: ['scan-settled', scanId],
    queryFn: async () => (await settleScan(phone(), scanId)) ?? null,
    gcTime: 0,
    retry: false,
  });
  const request = useQuery<ScanRequest>({
    queryKey: requestKey(scanId),
    queryFn: () => phone().api.scanSessions.showScanRequest({ id: scanId }),
    // What an earlier visit signed comes to its end before anything is prepared anew.
    enabled: settled.isFetched,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const signed = settled.data ?? undefined;
  if (ending === undefined && signed !== undefined) {
    const confirmed = { kind: 'confirmed', callback: signed.callback } as const;
    return <RequestEnded ending={confirmed} request={request.data} sameDevice={sameDevice} />;
  }
  if (ending !== undefined) return <RequestEnded ending={ending} request={request.data} sameDevice={sameDevice} />;
  if (settled.isFetched && request.data !== undefined && request.data.state !== 'scanned') {
    return <RequestEnded ending={{ kind: 'gone' }} request={request.data} sameDevice={sameDevice} />;
  }
  if (settled.isFetched && request.data !== undefined) return <Confirmation request={request.data} onEnd={setEnding} />;
  return (
    <Screen title={t('requestTitle')} backTo="/">
      {request.error === null ? (
        <Skeleton.Paragraph lineCount={6} animated />
      ) : (
        <Trouble problem={request.error} onRetry={() => void request.refetch()} />
      )}
    </Screen>
  );
}
