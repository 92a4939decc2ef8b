/** One application, read and decided: documents left, facts right, the decision always in reach. */
import { ProblemAlert } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '../../api.ts';
import { Review } from './Review.tsx';
import { texts } from './texts.ts';
import './review.css';
import './review-facts.css';
import './review-decisions.css';
import './review-narrow.css';

export function ReviewPage() {
  const t = texts.useT();
  const { queue = 'acceptance', orderId = '' } = useParams();
  const review = useQuery(api.orders.reviewOrder.queryOptions({ input: { orderId } }));
  if (review.isError && !review.data)
    return (
      <div className="desk-alone">
        <ProblemAlert
          problem={review.error}
          onRetry={() => void review.refetch()}
          actions={
            <Link className="review-way-out" to={`/desk/${queue}`}>
              {t('bar.back')}
            </Link>
          }
        />
      </div>
    );
  if (!review.data)
    return (
      <div className="review" role="status" aria-label={t('loading')}>
        <div className="review-documents" />
        <div className="review-facts">
          <Skeleton active paragraph={{ rows: 10 }} />
        </div>
      </div>
    );
  // Keyed: nothing of one application (a revealed number, a half-written refusal) survives into the next.
  return <Review key={review.data.id} order={review.data} queue={queue} />;
}
