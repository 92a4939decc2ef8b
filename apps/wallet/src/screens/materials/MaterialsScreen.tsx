/** The materials of an order: what is wanted, what is there, replace, preview; then hand the order in. */
import type { OrderView } from '@qianyin/contract';
import { useLanguage } from '@qianyin/ui';
import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { Link, Navigate, useNavigate } from 'react-router';
import { api } from '../../app/api.ts';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { WithOrder } from '../orders/WithOrder.tsx';
import { MaterialCard } from './MaterialCard.tsx';
import { texts } from './texts.ts';
import { uploadKey } from './use-upload.ts';
import './materials.css';

export function MaterialsScreen() {
  const t = texts.useT();
  return <WithOrder title={t('title')}>{(order) => <Materials order={order} />}</WithOrder>;
}

function Materials({ order }: { order: OrderView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const uploading = useIsMutating({ mutationKey: uploadKey(order.id) }) > 0;
  const products = useQuery(api().catalogue.listProducts.queryOptions());
  const wanted = products.data?.products.find(({ id }) => id === order.productId)?.materials;
  const keep = (changed: OrderView) =>
    queries.setQueryData(api().orders.showOrder.queryKey({ input: { orderId: order.id } }), changed);
  const submitting = useMutation(
    api().orders.submitOrder.mutationOptions({
      onSuccess: async (changed) => {
        keep(changed);
        await navigate(`/orders/${order.id}`, { replace: true });
      },
    }),
  );
  if (order.status !== 'draft' && order.status !== 'refused') return <Navigate to={`/orders/${order.id}`} replace />;

  const missing = (wanted ?? [])
    .filter(({ kind, required }) => required && !isThere(order, kind))
    .map(({ name }) => name[language === 'en' ? 'en' : 'zh']);
  return (
    <Screen
      title={t('title')}
      backTo="/"
      foot={
        <>
          {missing.length > 0 && (
            <p className="materials-missing">
              {t('missing', { names: missing.join(language === 'en' ? ', ' : '、') })}
            </p>
          )}
          <Button
            block
            color="primary"
            size="large"
            disabled={wanted === undefined || missing.length > 0 || uploading}
            loading={submitting.isPending}
            onClick={() => submitting.mutate({ orderId: order.id })}
          >
            {t('submit')}
          </Button>
        </>
      }
    >
      <PathSteps done={1} />
      <section className="card materials-unit">
        <div>
          <span className="row-note">{t('unit')}</span>
          <strong>{order.form.unitName}</strong>
        </div>
        <Link to={`/orders/${order.id}/form`} className="text-link">
          {t('form')}
        </Link>
      </section>
      <p className="lead">{t('lead')}</p>
      <Trouble problem={products.error} onRetry={() => void products.refetch()} />
      <Trouble problem={submitting.error} />
      <div className="stack">
        {wanted === undefined && products.error === null && <Skeleton.Paragraph lineCount={5} animated />}
        {wanted?.map((requirement) => (
          <MaterialCard
            key={requirement.kind}
            orderId={order.id}
            requirement={requirement}
            material={order.materials.find(({ kind }) => kind === requirement.kind)}
            onUploaded={keep}
          />
        ))}
      </div>
    </Screen>
  );
}

/** What was sent back counts as missing until another file stands in its place. */
function isThere({ materials }: OrderView, kind: string): boolean {
  return materials.some((has) => has.kind === kind && has.refusedReason === null);
}
