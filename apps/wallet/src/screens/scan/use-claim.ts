/** Claiming a session with what was scanned or typed; the first phone owns it, and goes on to confirm or refuse. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { phone } from '../../app/browser-phone.ts';
import { claimScan } from '../../core/scan-claim.ts';
import { parseScanLink, parseTypedCode } from '../../core/scan-link.ts';
import { requestKey } from './request-key.ts';

export interface ClaimOptions {
  /** The page that asks is on this phone: afterwards the way back leads there. */
  sameDevice?: boolean;
}

export function useClaim() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const claiming = useMutation({
    mutationFn: async ({ ticket }: { ticket: () => ReturnType<typeof parseScanLink> } & ClaimOptions) =>
      claimScan(phone(), ticket()),
    onSuccess: async (request, { sameDevice = false }) => {
      queries.setQueryData(requestKey(request.id), request);
      await navigate(`/scan/${request.id}`, { replace: true, state: { sameDevice } });
    },
  });
  return {
    byLink: (text: string, options: ClaimOptions = {}) => {
      if (!claiming.isPending) claiming.mutate({ ticket: () => parseScanLink(text), ...options });
    },
    byTypedCode: (text: string) => claiming.mutate({ ticket: () => parseTypedCode(text) }),
    pending: claiming.isPending || claiming.isSuccess,
    problem: claiming.error,
    reset: claiming.reset,
  };
}
