/** All applications, newest first. */
import type { OrderStatus } from '@qianyin/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { Link, useNavigate } from 'react-router';
import { api } from '../../app/api.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { texts } from './texts.ts';
import './orders.css';

const TONE: Record<OrderStatus, string> = {
  draft: 'wait',
  submitted: 'wait',
  accepted: 'wait',
  refused: 'bad',
  approved: 'wait',
  paid: 'wait',
  issued: 'ok',
};

export function OrdersScreen() {
  const t = texts.useT();
  const navigate = useNavigate();
  const orders = useQuery(api().orders.listOrders.queryOptions({ select: ({ orders: all }) => all }));
  return (
    <Screen title={t('listTitle')}>
      <Trouble problem={orders.error} onRetry={() => void orders.refetch()} />
      {orders.isPending && <Skeleton.Paragraph lineCount={4} animated />}
      {orders.data?.length === 0 && (
        <section className="orders-empty">
          <h2>{t('empty')}</h2>
          <p className="lead">{t('emptyLead')}</p>
          <Button block color="primary" size="large" onClick={() => void navigate('/enterprises')}>
            {t('claim')}
          </Button>
        </section>
      )}
      {orders.data !== undefined && orders.data.length > 0 && (
        <ul className="rows">
          {orders.data.map(({ id, number, status, form }) => (
            <li key={id}>
              <Link to={`/orders/${id}`} className="row">
                <span className="row-text">
                  {form.unitName}
                  <span className="row-note qy-code">{number}</span>
                </span>
                <span className={`mark-tag mark-tag-${TONE[status]}`}>{t(`status.${status}`)}</span>
                <Icon name="chevron" size={20} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}
