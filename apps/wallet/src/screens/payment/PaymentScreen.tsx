/** Paying an approved order: Alipay's QR for another device, its link for this one, and the result as it comes. */
import type { OrderView, PaymentView } from '@qianyin/contract';
import { formatMoney, formatTime, QrCode, useLanguage } from '@qianyin/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { Navigate } from 'react-router';
import { api } from '../../app/api.ts';
import { phone } from '../../app/browser-phone.ts';
import { Outcome } from '../../parts/Outcome.tsx';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { WithOrder } from '../orders/WithOrder.tsx';
import { texts } from './texts.ts';
import './payment.css';

export function PaymentScreen() {
  const t = texts.useT();
  return (
    <WithOrder title={t('title')} every={({ status }) => (status === 'approved' ? 2000 : false)}>
      {(order) => <Payment order={order} />}
    </WithOrder>
  );
}

/** The open payment of the order, made when there is none. Asking again while one is open answers the same. */
function usePayment(orderId: string) {
  const queries = useQueryClient();
  const key = ['payment', orderId];
  const made = useQuery({
    queryKey: key,
    queryFn: () => phone().api.payments.createPayment({ orderId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const watched = useQuery({
    queryKey: [...key, 'watched'],
    queryFn: async () => {
      const now = await phone().api.payments.showPayment({ orderId });
      if (now !== null) queries.setQueryData(key, now);
      // The order decides what comes next; its own turn to be asked may be seconds away.
      if (now?.status === 'paid') {
        await queries.invalidateQueries({ queryKey: api().orders.showOrder.queryKey({ input: { orderId } }) });
      }
      return now;
    },
    enabled: made.data?.status === 'waiting',
    refetchInterval: 2000,
    staleTime: 0,
    gcTime: 0,
  });
  return {
    payment: made.data,
    problem: made.error ?? watched.error,
    again: () => void made.refetch(),
    busy: made.isFetching,
  };
}

function Payment({ order }: { order: OrderView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { payment, problem, again, busy } = usePayment(order.id);
  if (order.status === 'paid') return <Navigate to={`/orders/${order.id}/certificate`} replace />;
  if (order.status !== 'approved') return <Navigate to={`/orders/${order.id}`} replace />;
  return (
    <Screen title={t('title')} backTo={`/orders/${order.id}`} foot={payment && <PayLink payment={payment} />}>
      <PathSteps done={2} />
      <section className="payment-amount">
        <span className="row-note">
          {t('for', { product: order.productName[language === 'en' ? 'en' : 'zh'], name: order.form.unitName })}
        </span>
        <strong className="qy-figures">{formatMoney(payment?.amountCents ?? order.priceCents)}</strong>
      </section>
      <Trouble problem={problem} onRetry={again} />
      {payment === undefined && problem === null && <Skeleton animated className="payment-skeleton" />}
      {payment?.status === 'waiting' && (
        <section className="card payment-code">
          <QrCode value={payment.qrCode} label={t('qr')} size={220} />
          <p>{t('scan')}</p>
          <p className="row-note">{t('expires', { time: formatTime(payment.expiresAt) })}</p>
          <p className="row-note" role="status">
            {t('waiting')}
          </p>
        </section>
      )}
      {payment?.status === 'paid' && (
        <Outcome kind="done" title={t('paid')}>
          {t('paidLead')}
        </Outcome>
      )}
      {payment?.status === 'expired' && (
        <>
          <Outcome kind="problem" title={t('expired')}>
            {t('expiredLead')}
          </Outcome>
          <Button block color="primary" size="large" loading={busy} onClick={again}>
            {t('again')}
          </Button>
        </>
      )}
      <p className="lead payment-lead">{t('lead')}</p>
    </Screen>
  );
}

/** The same address that the QR holds: on the phone itself it opens Alipay. */
function PayLink({ payment }: { payment: PaymentView }) {
  const t = texts.useT();
  // What the provider sent is opened by the browser: nothing but a web address or Alipay's own.
  if (payment.status !== 'waiting' || !/^(?:https?|alipays?):/i.test(payment.qrCode)) return null;
  return (
    <a className="payment-open" href={payment.qrCode} target="_blank" rel="noreferrer noopener">
      {t('open', { amount: formatMoney(payment.amountCents) })}
    </a>
  );
}
