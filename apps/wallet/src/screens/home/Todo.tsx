/** What needs me first, one line each; what only needs waiting comes after. */
import type { OrderView } from '@qianyin/contract';
import { daysLeft, formatMoney, useNow } from '@qianyin/ui';
import { Link } from 'react-router';
import type { PhoneCertificate } from '../../core/certificate-view.ts';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import { texts } from './texts.ts';

const EXPIRING_DAYS = 30;

interface Line {
  key: string;
  to: string;
  icon: IconName;
  text: string;
}

export function Todo({ orders, certificates }: { orders: OrderView[]; certificates: PhoneCertificate[] }) {
  const t = texts.useT();
  const now = useNow(60_000);
  const lines = [
    ...orders.map((order) => orderLine(order, t)).filter((line) => line !== undefined),
    ...certificates.map((view) => certificateLine(view, now, t)).filter((line) => line !== undefined),
  ];
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t('todo')}</h2>
      <ul className="rows">
        {lines.map(({ key, to, icon, text }) => (
          <li key={key}>
            <Link to={to} className="row">
              <Icon name={icon} />
              <span className="row-text">{text}</span>
              <Icon name="chevron" size={20} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

type T = ReturnType<typeof texts.useT>;

function orderLine({ id, status, form, priceCents }: OrderView, t: T): Line | undefined {
  if (status === 'issued') return undefined;
  const next = { approved: '/payment', paid: '/certificate', draft: '/materials' } as const;
  const waiting = status === 'submitted' || status === 'accepted';
  return {
    key: id,
    to: `/orders/${id}${status in next ? next[status as keyof typeof next] : ''}`,
    icon: waiting ? 'clock' : status === 'refused' ? 'warning' : 'document',
    text: t(status, { name: form.unitName, amount: formatMoney(priceCents) }),
  };
}

function certificateLine({ id, name, state, notAfter, here }: PhoneCertificate, now: Date, t: T): Line | undefined {
  const days = daysLeft(notAfter, now);
  const to = `/certificates/${id}`;
  if (!here) return { key: id, to, icon: 'phone', text: t('elsewhere', { name }) };
  if (state !== 'active' || days > EXPIRING_DAYS) return undefined;
  return { key: id, to, icon: 'warning', text: t('expiring', { name, days }) };
}
