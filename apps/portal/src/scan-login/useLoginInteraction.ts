/** Opens the login session of an interaction and follows it; a broken stream is taken up again. */
import { NetworkError } from '@qianyin/client';
import type { ScanState } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api.ts';

export interface InteractionProgress {
  state: ScanState;
  /** What the QR holds now. */
  link: string | null;
  continueAt: string | null;
}

const RECONNECT_MS = 2_000;
const ENDED: readonly ScanState[] = ['confirmed', 'refused', 'expired', 'failed'];

/** `attempt` opens a new session of the same interaction when it grows. */
export function useLoginInteraction(uid: string, attempt: number) {
  const opened = useQuery({
    queryKey: ['open-login-interaction', uid, attempt],
    queryFn: ({ signal }) => client.scanSessions.openLoginInteraction({ uid }, { signal }),
    // Opening is a change on the server: once per attempt, however often the page draws.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const following = useProgress(uid, attempt, opened.isSuccess);
  return { opened, ...following };
}

function useProgress(uid: string, attempt: number, ready: boolean) {
  const [progress, setProgress] = useState<{ attempt: number; value: InteractionProgress }>();
  const [problem, setProblem] = useState<{ attempt: number; value: unknown }>();
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    if (!ready) return;
    const leaving = new AbortController();
    const follow = async (): Promise<'ended' | 'broken'> => {
      const events = await client.scanSessions.watchLoginInteraction({ uid }, { signal: leaving.signal });
      for await (const value of events) {
        if (leaving.signal.aborted) return 'ended';
        setConnected(true);
        setProgress({ attempt, value });
        if (ENDED.includes(value.state)) return 'ended';
      }
      return 'broken';
    };
    const keepFollowing = async () => {
      while (!leaving.signal.aborted) {
        try {
          if ((await follow()) === 'ended') return;
        } catch (error) {
          if (leaving.signal.aborted) return;
          if (!(error instanceof NetworkError)) {
            setProblem({ attempt, value: error });
            return;
          }
        }
        setConnected(false);
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    };
    void keepFollowing();
    return () => leaving.abort();
  }, [uid, attempt, ready]);

  return {
    progress: progress?.attempt === attempt ? progress.value : undefined,
    problem: problem?.attempt === attempt ? problem.value : undefined,
    connected,
  };
}
