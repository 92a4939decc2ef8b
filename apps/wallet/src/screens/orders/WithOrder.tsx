/** Loads the order of the address; while it is on its way, the screen's outline, and what went wrong in place. */
import type { OrderView } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd-mobile';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { api } from '../../app/api.ts';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';

export interface WithOrderProps {
  title: string;
  children: (order: OrderView) => ReactNode;
  /** Milliseconds between looks while something is awaited. */
  every?: (order: OrderView) => number | false;
}

export function WithOrder({ title, children, every }: WithOrderProps) {
  const { orderId = '' } = useParams();
  const order = useQuery(
    api().orders.showOrder.queryOptions({
      input: { orderId },
      refetchInterval: ({ state }) => (state.data === undefined ? false : (every?.(state.data) ?? false)),
    }),
  );
  if (order.data !== undefined) return children(order.data);
  return (
    <Screen title={title} backTo="/">
      {order.error === null ? (
        <>
          <Skeleton.Title animated />
          <Skeleton.Paragraph lineCount={5} animated />
        </>
      ) : (
        <Trouble problem={order.error} onRetry={() => void order.refetch()} />
      )}
    </Screen>
  );
}
