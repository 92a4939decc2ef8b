/** What the home shows: certificates, orders, and how far the first certificate has come. */
import type { OrderView } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import { phone } from '../../app/browser-phone.ts';
import { isProved, updateAccount, useAccount } from '../../app/session-state.ts';
import { listCertificates, type PhoneCertificate } from '../../core/certificate-view.ts';

export const CERTIFICATES_KEY = ['certificates-of-phone'];

export function useCertificates() {
  return useQuery({ queryKey: CERTIFICATES_KEY, queryFn: () => listCertificates(phone()) });
}

export interface Home {
  proved: boolean;
  certificates: PhoneCertificate[] | undefined;
  orders: OrderView[] | undefined;
  problem: unknown;
  retry: () => void;
}

const MOVING = new Set(['submitted', 'accepted', 'approved', 'paid']);

export function useHome(): Home {
  const account = useAccount();
  // Proofing or a change at the service shows up with the next look at the home.
  const present = useQuery({
    queryKey: api().accounts.showAccount.queryKey(),
    queryFn: async () => {
      const view = await phone().api.accounts.showAccount();
      await updateAccount(view);
      return view;
    },
  });
  const proved = isProved(account);
  const certificates = useQuery({
    queryKey: CERTIFICATES_KEY,
    queryFn: () => listCertificates(phone()),
    enabled: proved,
  });
  const orders = useQuery(
    api().orders.listOrders.queryOptions({
      enabled: proved,
      select: ({ orders: all }) => all,
      refetchInterval: ({ state }) => (state.data?.orders.some(({ status }) => MOVING.has(status)) ? 5000 : false),
    }),
  );
  return {
    proved,
    certificates: proved ? certificates.data : [],
    orders: proved ? orders.data : [],
    problem: certificates.error ?? orders.error ?? present.error,
    retry: () => void Promise.all([present.refetch(), certificates.refetch(), orders.refetch()]),
  };
}

/** Steps done of the path: see PathSteps. */
export function pathDone({ proved, certificates, orders }: Home): 0 | 1 | 2 | 3 {
  if (!proved) return 0;
  if (certificates !== undefined && certificates.length > 0) return 3;
  return orders?.some(({ status }) => status === 'approved' || status === 'paid') ? 2 : 1;
}
