/** A new claim: product, form, then the materials. Repeating the request after a lost answer finds the same order. */
import { claimForm } from '@qianyin/contract';
import { fieldMessages, useLanguage } from '@qianyin/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd-mobile';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../app/api.ts';
import { PathSteps } from '../../parts/PathSteps.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useForm } from '../../parts/use-form.ts';
import { ClaimFields, EMPTY_CLAIM } from './ClaimFields.tsx';
import { Product } from './Product.tsx';
import { texts } from './texts.ts';
import './claim.css';

export function ClaimScreen() {
  const t = texts.useT();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [requestId] = useState(() => crypto.randomUUID());
  const products = useQuery(api().catalogue.listProducts.queryOptions());
  const product = products.data?.products.find(({ subject }) => subject === 'unit');
  const form = useForm(claimForm, {
    ...EMPTY_CLAIM,
    unitName: search.get('name') ?? '',
    uscc: search.get('uscc') ?? '',
  });
  const creating = useMutation(
    api().orders.createOrder.mutationOptions({
      onSuccess: ({ id }) => navigate(`/orders/${id}/materials`, { replace: true }),
    }),
  );
  const submit = () => {
    const values = form.submit();
    if (values !== undefined && product !== undefined) {
      creating.mutate({ productId: product.id, form: values, requestId });
    }
  };
  return (
    <Screen
      title={t('formTitle')}
      foot={
        <Button
          block
          color="primary"
          size="large"
          loading={creating.isPending}
          disabled={product === undefined}
          onClick={submit}
        >
          {t('next')}
        </Button>
      }
    >
      <PathSteps done={1} />
      <p className="lead claim-lead">{t('formLead')}</p>
      <Trouble problem={products.error} onRetry={() => void products.refetch()} />
      {products.isPending && <Skeleton animated className="claim-skeleton" />}
      {product !== undefined && <Product product={product} />}
      <ClaimFields form={form} refused={fieldMessages(creating.error, language)} />
      <Trouble problem={creating.error} />
    </Screen>
  );
}
