/** Asking for the SMS code, and the seconds until another may be asked for. */
import { useNow } from '@qianyin/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../app/api.ts';

export function useLoginCode() {
  const now = useNow(1000);
  const [sent, setSent] = useState<{ to: string; nextAt: string; expiresAt: string }>();
  const sending = useMutation(
    api().accounts.sendLoginCode.mutationOptions({
      onSuccess: (answer, { phone }) => setSent({ to: phone, ...answer }),
    }),
  );
  const wait = sent === undefined ? 0 : Math.ceil((Date.parse(sent.nextAt) - now.getTime()) / 1000);
  return {
    send: (phone: string) => sending.mutate({ phone }),
    pending: sending.isPending,
    problem: sending.error,
    sentTo: sent?.to,
    minutes: sent === undefined ? 0 : Math.max(1, Math.round((Date.parse(sent.expiresAt) - now.getTime()) / 60_000)),
    // A phone whose clock is far off must not wait for hours.
    wait: Math.min(Math.max(wait, 0), 60),
  };
}
