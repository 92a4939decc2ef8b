/** The form of a draft or refused order, to be corrected. */
import { claimForm, type OrderView } from '@qianyin/contract';
import { fieldMessages, useLanguage } from '@qianyin/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd-mobile';
import { useNavigate } from 'react-router';
import { api } from '../../app/api.ts';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useForm } from '../../parts/use-form.ts';
import { WithOrder } from '../orders/WithOrder.tsx';
import { ClaimFields } from './ClaimFields.tsx';
import { texts } from './texts.ts';
import './claim.css';

export function EditClaimScreen() {
  const t = texts.useT();
  return <WithOrder title={t('editTitle')}>{(order) => <EditClaim order={order} />}</WithOrder>;
}

function EditClaim({ order }: { order: OrderView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const form = useForm(claimForm, { ...order.form });
  const editing = useMutation(
    api().orders.editOrder.mutationOptions({ onSuccess: ({ id }) => navigate(`/orders/${id}/materials`) }),
  );
  const submit = () => {
    const values = form.submit();
    if (values !== undefined) editing.mutate({ orderId: order.id, form: values });
  };
  return (
    <Screen
      title={t('editTitle')}
      foot={
        <Button block color="primary" size="large" loading={editing.isPending} onClick={submit}>
          {t('next')}
        </Button>
      }
    >
      <p className="lead">{t('formLead')}</p>
      <ClaimFields form={form} refused={fieldMessages(editing.error, language)} />
      <Trouble problem={editing.error} />
    </Screen>
  );
}
