/** One order: what must be done now on top, then the facts and the history. Follows the review by itself. */
import type { OrderStatus, OrderView } from '@qianyin/contract';
import { formatMoney, languageOf, useLanguage } from '@qianyin/ui';
import { Button } from 'antd-mobile';
import { useNavigate } from 'react-router';
import { Outcome, type OutcomeProps } from '../../parts/Outcome.tsx';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { useCertificates } from '../home/use-home.ts';
import { History } from './History.tsx';
import { texts } from './texts.ts';
import { WithOrder } from './WithOrder.tsx';
import './orders.css';

const MARK: Record<OrderStatus, OutcomeProps['kind']> = {
  draft: 'waiting',
  submitted: 'waiting',
  accepted: 'waiting',
  refused: 'refused',
  approved: 'done',
  paid: 'done',
  issued: 'done',
};
const DONE: Record<OrderStatus, 1 | 2 | 3> = {
  draft: 1,
  submitted: 1,
  accepted: 1,
  refused: 1,
  approved: 2,
  paid: 2,
  issued: 3,
};

export function OrderScreen() {
  const t = texts.useT();
  return (
    <WithOrder title={t('title')} every={({ status }) => (status === 'issued' ? false : 2000)}>
      {(order) => <Order order={order} />}
    </WithOrder>
  );
}

function Order({ order }: { order: OrderView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { status } = order;
  const waiting = status === 'submitted' || status === 'accepted';
  const refusal = status === 'refused' ? order.history.findLast(({ event }) => event === 'refused') : undefined;
  return (
    <Screen title={t('title')} backTo="/" foot={waiting ? undefined : <NextAction order={order} />}>
      <PathSteps done={DONE[status]} />
      <Outcome kind={MARK[status]} title={t(`head.${status}`)}>
        {t(`next.${status}`)}
      </Outcome>
      {refusal !== undefined && (
        <section className="qy-problem order-why">
          <h2>{t('why')}</h2>
          <p className="qy-problem-message">{refusal.reason !== null && t(`reason.${refusal.reason}`)}</p>
          {refusal.note !== null && <p lang={languageOf(refusal.note)}>{refusal.note}</p>}
          <ul>
            {order.materials
              .filter(({ refusedReason }) => refusedReason !== null)
              .map(({ id, name }) => (
                <li key={id}>{t('replace', { name: name[language === 'en' ? 'en' : 'zh'] })}</li>
              ))}
          </ul>
        </section>
      )}
      <dl className="facts card">
        <div>
          <dt>{t('number')}</dt>
          <dd className="qy-code">{order.number}</dd>
        </div>
        <div>
          <dt>{t('unit')}</dt>
          <dd>{order.form.unitName}</dd>
        </div>
        <div>
          <dt>{t('product')}</dt>
          <dd>{order.productName[language === 'en' ? 'en' : 'zh']}</dd>
        </div>
        <div>
          <dt>{t('price')}</dt>
          <dd className="qy-figures">{formatMoney(order.priceCents)}</dd>
        </div>
      </dl>
      <h2 className="section-title">{t('history')}</h2>
      <History events={order.history} />
      {waiting && <p className="lead order-refresh">{t('refresh')}</p>}
    </Screen>
  );
}

function NextAction({ order }: { order: OrderView }) {
  const t = texts.useT();
  const navigate = useNavigate();
  const certificates = useCertificates();
  const { id, status } = order;
  if (status === 'submitted' || status === 'accepted') return null;
  const certificate = certificates.data?.find(({ orderId }) => orderId === id);
  if (status === 'issued' && certificate === undefined) return null;
  const to = {
    draft: `/orders/${id}/materials`,
    refused: `/orders/${id}/form`,
    approved: `/orders/${id}/payment`,
    paid: `/orders/${id}/certificate`,
    issued: `/certificates/${certificate?.id}`,
  }[status];
  return (
    <Button block color="primary" size="large" onClick={() => void navigate(to)}>
      {t(`action.${status}`, { amount: formatMoney(order.priceCents) })}
    </Button>
  );
}
