/** The steps of a scan login as state: begin, follow, finish; a code that expires unseen is renewed a few times. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScanLoginEvent, SessionView } from '../../shared/views.ts';
import { post } from '../api/call.ts';
import { enterSession, queryClient, sessionQuery } from '../api/session.ts';
import { useEvents } from '../api/useEvents.ts';

/** Nobody stands before a page that has let five codes run out. */
const RENEWALS = 5;

const isEnd = ({ state }: ScanLoginEvent) => state !== 'opened' && state !== 'scanned';

export function useScanLogin() {
  const [round, setRound] = useState(0);
  const begun = useQuery({
    queryKey: ['scan-login', round],
    // The first call finds a login that is still open: the phone may be coming back to this page.
    queryFn: () => post(round === 0 ? '/api/login/scan' : '/api/login/scan?again'),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const finish = useFinish();
  const renew = () => {
    finish.reset();
    setRound((now) => now + 1);
  };
  const onEvent = ({ state }: ScanLoginEvent) => {
    if (state === 'confirmed') finish.mutate();
    if (state === 'expired' && round < RENEWALS && document.visibilityState === 'visible') renew();
  };
  const address = begun.isSuccess ? `/api/login/scan/events?round=${round}` : null;
  const { last: event, connection } = useEvents(address, { isEnd, onEvent });

  return { event, connection, problem: begun.error ?? finish.error, again: renew };
}

function useFinish() {
  return useMutation({
    mutationFn: async () => {
      try {
        return await post<SessionView>('/api/login/scan/finish');
      } catch (error) {
        // Another window of this browser may have finished first: then the session is there.
        const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => null);
        if (session) return session;
        throw error;
      }
    },
    onSuccess: enterSession,
  });
}
