/** Who is at the desk: the session's query, logging in and out. */
import type { OperatorRole, OperatorView, OrderQueue } from '@qianyin/contract';
import { problemOf } from '@qianyin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, keepCsrfToken, queryClient, SESSION_KEY } from '../../api.ts';

export interface DeskSession {
  operator: OperatorView;
  csrfToken: string;
}

const QUEUE_OF: Record<OperatorRole, OrderQueue> = { acceptor: 'acceptance', auditor: 'audit' };

/** The queues an operator works on, in the order of work. */
export function queuesOf(operator: OperatorView): OrderQueue[] {
  return (['acceptor', 'auditor'] as const)
    .filter((role) => operator.roles.includes(role))
    .map((role) => QUEUE_OF[role]);
}

function keep(session: DeskSession): DeskSession {
  keepCsrfToken(session.csrfToken);
  return session;
}

/** Data null: nobody is logged in. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }): Promise<DeskSession | null> => {
      try {
        return keep(await client.accounts.showOperator(undefined, { signal }));
      } catch (error) {
        if (problemOf(error)?.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

export function useLogIn() {
  return useMutation({
    mutationFn: (input: { name: string; password: string }) => client.accounts.logInOperator(input),
    onSuccess: (session) => {
      // Nothing the last person at this screen had read stays in memory.
      queryClient.clear();
      queryClient.setQueryData(SESSION_KEY, keep(session));
    },
  });
}

export function useLogOut() {
  return useMutation({
    mutationFn: () => client.accounts.logOutOperator({}),
    onSuccess: () => {
      keepCsrfToken(undefined);
      queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
      queryClient.setQueryData(SESSION_KEY, null);
    },
  });
}
