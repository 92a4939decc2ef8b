/** One queue, oldest first; an entry opens its review page. */
import { ORDER_QUEUES, type OrderQueue, type QueueEntry } from '@qianyin/contract';
import { formatCode, formatElapsed, formatInstant, formatTime, ProblemAlert, useLanguage, useNow } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton, Table, type TableProps, Tag } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api.ts';
import { useTitle } from '../../shell/useTitle.ts';
import { QUEUE_REFRESH_MS } from '../Desk.tsx';
import { texts } from './texts.ts';
import './queue.css';

const isQueue = (text: string | undefined): text is OrderQueue => ORDER_QUEUES.some((queue) => queue === text);

export function Queue() {
  const t = texts.useT();
  const { queue } = useParams();
  return isQueue(queue) ? <QueueTable queue={queue} /> : <p className="desk-alone">{t('unknown')}</p>;
}

function QueueTable({ queue }: { queue: OrderQueue }) {
  const t = texts.useT();
  useTitle(t(`heading.${queue}`));
  const navigate = useNavigate();
  const columns = useColumns(queue);
  const { language } = useLanguage();
  const list = useQuery(
    api.orders.listOrderQueue.queryOptions({ input: { queue }, refetchInterval: QUEUE_REFRESH_MS }),
  );
  const entries = list.data?.entries.toSorted((a, b) => a.submittedAt.localeCompare(b.submittedAt));
  return (
    <section className="queue">
      <header className="queue-head">
        <div>
          <h1>{t(`heading.${queue}`)}</h1>
          <p>{t(`lead.${queue}`)}</p>
        </div>
        {list.isSuccess && (
          <span className="queue-refreshed">
            {t('refreshed', { time: formatTime(new Date(list.dataUpdatedAt), { seconds: true }) })}
          </span>
        )}
      </header>
      {list.isError && <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} />}
      {entries?.length === 0 && (
        <div className="queue-empty">
          <p>{t(`empty.${queue}`)}</p>
          <p>{t('emptyHint')}</p>
        </div>
      )}
      {entries && entries.length > 0 && (
        <Table<QueueEntry>
          rowKey="id"
          columns={columns}
          dataSource={entries}
          aria-label={t('caption', { heading: t(`heading.${queue}`) })}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 'max-content' }}
          rowClassName="queue-row"
          onRow={({ id }) => ({ onClick: () => void navigate(`/desk/${queue}/${id}`) })}
          key={language}
        />
      )}
    </section>
  );
}

function useColumns(queue: OrderQueue): TableProps<QueueEntry>['columns'] {
  const t = texts.useT();
  const { language } = useLanguage();
  const now = useNow(30_000);
  return [
    {
      title: t('number'),
      dataIndex: 'number',
      render: (number: string) => <span className="qy-figures">{number}</span>,
    },
    {
      title: t('unit'),
      dataIndex: 'unitName',
      render: (name: string, { uscc }) => (
        <div className="queue-unit">
          <strong>{name}</strong>
          <span className="qy-code">{formatCode(uscc)}</span>
        </div>
      ),
    },
    { title: t('product'), dataIndex: ['productName', language === 'en' ? 'en' : 'zh'] },
    { title: t('applicant'), dataIndex: 'applicantMasked' },
    {
      title: t('submitted'),
      dataIndex: 'submittedAt',
      render: (at: string) => <time dateTime={at}>{formatInstant(at, language)}</time>,
    },
    {
      title: t('waiting'),
      key: 'waiting',
      render: (_, { submittedAt }) => formatElapsed(submittedAt, now, language),
    },
    {
      title: t('action'),
      key: 'action',
      align: 'end',
      render: (_, { id, number, mayDecide }) => (
        <span className="queue-action">
          {!mayDecide && <Tag color="warning">{t('foureyes')}</Tag>}
          {/* The row's click would come on top of the link's. */}
          <Link
            to={`/desk/${queue}/${id}`}
            aria-label={`${mayDecide ? t(`open.${queue}`) : t('look')} ${number}`}
            onClick={(event) => event.stopPropagation()}
          >
            {mayDecide ? t(`open.${queue}`) : t('look')}
          </Link>
        </span>
      ),
    },
  ];
}
