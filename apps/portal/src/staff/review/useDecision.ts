/** Accept, approve, refuse: what is sent, what is told afterwards, and that a conflict shows the latest state. */
import type { ReviewView } from '@qianyin/contract';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useNavigate } from 'react-router';
import { api, client, queryClient } from '../../api.ts';
import { texts } from './texts.ts';

export type Decision =
  | { kind: 'accepted' }
  | { kind: 'approved' }
  | { kind: 'refused'; reason: Refusal['reason']; note: string; materialIds: string[] };
type Refusal = Parameters<typeof client.orders.refuseOrder>[0];

/** With the revision on the screen: what was handed in again meanwhile is not decided unseen. */
function send({ id: orderId, revision }: ReviewView, decision: Decision): Promise<ReviewView> {
  if (decision.kind === 'accepted') return client.orders.acceptOrder({ orderId, revision });
  if (decision.kind === 'approved') return client.orders.approveOrder({ orderId, revision });
  const { reason, note, materialIds } = decision;
  return client.orders.refuseOrder({ orderId, revision, reason, note, materialIds });
}

export function useDecision(order: ReviewView, queue: string) {
  const t = texts.useT();
  const { message } = App.useApp();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (decision: Decision) => send(order, decision),
    onSuccess: (_, { kind }) => {
      // Neighbours as they were before: the answer no longer stands in the queue.
      const next = order.nextId ?? order.previousId;
      void message.success(t(`toast.${kind}`, { number: order.number }) + t(next ? 'toast.next' : 'toast.last'));
      void navigate(next ? `/desk/${queue}/${next}` : `/desk/${queue}`);
    },
    // Also after a refusal by the server: somebody else decided first, or the order changed.
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.orders.key() }),
  });
}
