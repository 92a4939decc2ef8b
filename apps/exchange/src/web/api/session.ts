/** Who is logged in. `null` is an answer: nobody. */
import { QueryClient, queryOptions, useMutation } from '@tanstack/react-query';
import type { SessionView } from '../../shared/views.ts';
import { ExchangeError, get, keepCsrfToken, post } from './call.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && !(error instanceof ExchangeError && error.problem.status < 500),
    },
    // A change is never repeated behind a person's back.
    mutations: { retry: false, networkMode: 'always' },
  },
});

export const sessionQuery = queryOptions<SessionView | null>({
  queryKey: ['session'],
  queryFn: async () => {
    const { session } = await get<{ session: SessionView | null }>('/api/session');
    return session && keep(session);
  },
  staleTime: 60_000,
});

/** Takes over a session that has just begun. */
export function enterSession(session: SessionView): void {
  forget();
  queryClient.setQueryData(sessionQuery.queryKey, keep(session));
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => post('/api/session/end'),
    onSuccess: () => {
      keepCsrfToken('');
      forget();
      queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  });
}

/** Nothing of whoever was here before stays on the screen. */
function forget(): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

function keep(session: SessionView): SessionView {
  keepCsrfToken(session.csrfToken);
  return session;
}
