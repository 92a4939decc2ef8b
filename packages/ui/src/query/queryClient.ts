/** TanStack Query for this interface: problems are answers, not accidents; only what may pass by itself is retried. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Problem } from '@qianyin/contract';
import { problemOf } from '../messages/problemOf.ts';

const RETRIES = 2;

export interface QueryClientOptions {
  /** The session is over (`auth/required`, `auth/session-expired`): go to the login. */
  onLoggedOut?: (problem: Problem) => void;
}

/** Worth another try: nobody answered, or the answer was "not now". */
export function mayRetry(error: unknown): boolean {
  const problem = problemOf(error);
  return !problem || problem.status === 503;
}

export function createQueryClient({ onLoggedOut }: QueryClientOptions = {}): QueryClient {
  const onError = (error: unknown) => {
    const problem = problemOf(error);
    if (problem?.code === 'auth/required' || problem?.code === 'auth/session-expired') onLoggedOut?.(problem);
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < RETRIES && mayRetry(error),
        staleTime: 5_000,
        networkMode: 'always',
      },
      // A POST is never repeated behind a person's back.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
