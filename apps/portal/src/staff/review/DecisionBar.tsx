/** The bar that never scrolls away: what the decision means, both decisions, the way to the neighbours. */
import type { OrderStatus, ReviewView } from '@qianyin/contract';
import { formatInstant, formatMoney, useLanguage } from '@qianyin/ui';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useOperator } from '../Desk.tsx';
import { texts } from './texts.ts';

export interface DecisionBarProps {
  order: ReviewView;
  queue: string;
  busy: boolean;
  onAccept: () => void;
  onRefuse: () => void;
}

export function DecisionBar({ order, queue, busy, onAccept, onRefuse }: DecisionBarProps) {
  const t = texts.useT();
  const waiting = order.status === 'submitted' || order.status === 'accepted';
  const blocked = !order.mayDecide || busy;
  return (
    <section className="review-bar" aria-label={t('bar.decisions')}>
      <div className="review-neighbours">
        <Link className="review-way-out" to={`/desk/${queue}`}>
          {t('bar.back')}
        </Link>
        <Neighbour queue={queue} id={order.previousId} name={t('bar.previous')} letter="K" />
        <Neighbour queue={queue} id={order.nextId} name={t('bar.next')} letter="J" />
      </div>
      <p className={waiting && !order.mayDecide ? 'review-means review-means-blocked' : 'review-means'} role="status">
        <Meaning order={order} />
      </p>
      {waiting && (
        <div className="review-decisions">
          <Button danger size="large" disabled={blocked} onClick={onRefuse} aria-keyshortcuts="R">
            {t('bar.refuse')} <kbd>R</kbd>
          </Button>
          <Button
            type="primary"
            size="large"
            disabled={!order.mayDecide}
            loading={busy}
            onClick={onAccept}
            aria-keyshortcuts="A"
          >
            {order.status === 'submitted' ? t('bar.accept') : t('bar.approve')} <kbd>A</kbd>
          </Button>
        </div>
      )}
    </section>
  );
}

const DECIDED_BY: Partial<Record<OrderStatus, 'accepted' | 'refused' | 'approved'>> = {
  accepted: 'accepted',
  refused: 'refused',
  approved: 'approved',
};

function Meaning({ order }: { order: ReviewView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const operator = useOperator();
  const last = order.history.findLast((event) => event.event === DECIDED_BY[order.status]);
  if (order.status === 'submitted' && order.mayDecide) return t('bar.acceptance');
  if (order.status === 'accepted' && order.mayDecide) return t('bar.audit', { price: formatMoney(order.priceCents) });
  if (order.status === 'accepted' && last?.by === operator.displayName) return t('bar.foureyes');
  if (order.status === 'submitted' || order.status === 'accepted') return t('bar.notYours');
  return t(`bar.done.${order.status}`, {
    by: last?.by ?? t('bar.somebody'),
    at: last ? formatInstant(last.at, language) : '',
  });
}

function Neighbour({ queue, id, name, letter }: { queue: string; id: string | null; name: string; letter: string }) {
  const inside = (
    <>
      {name} <kbd>{letter}</kbd>
    </>
  );
  return id ? (
    <Link className="review-neighbour" to={`/desk/${queue}/${id}`} aria-keyshortcuts={letter}>
      {inside}
    </Link>
  ) : (
    <span className="review-neighbour" aria-disabled="true">
      {inside}
    </span>
  );
}
