/** The two panes and the decision bar of one application. */
import type { ReviewView } from '@qianyin/contract';
import { formatMoney, ProblemAlert } from '@qianyin/ui';
import { App } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTitle } from '../../shell/useTitle.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { FactsPane } from './FactsPane.tsx';
import { MaterialPane } from './MaterialPane.tsx';
import { RefusalDialog } from './RefusalDialog.tsx';
import { texts } from './texts.ts';
import { useDecision } from './useDecision.ts';
import { useShortcuts } from './useShortcuts.ts';

export function Review({ order, queue }: { order: ReviewView; queue: string }) {
  const t = texts.useT();
  useTitle(`${order.number} ${order.form.unitName}`);
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [shown, setShown] = useState(0);
  const [confirming, setConfirming] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const decision = useDecision(order, queue);

  const waiting = order.status === 'submitted' || order.status === 'accepted';
  const decidable = waiting && order.mayDecide && !decision.isPending;
  const go = (id: string | null) => (id ? () => void navigate(`/desk/${queue}/${id}`) : undefined);

  const confirm = () => {
    const accepting = order.status === 'submitted';
    setConfirming(true);
    void modal.confirm({
      title: accepting ? t('confirm.acceptTitle') : t('confirm.approveTitle'),
      content: (
        <>
          <p className="review-confirm-what">
            {order.number}
            <strong>{order.form.unitName}</strong>
          </p>
          <p>
            {accepting ? t('confirm.acceptText') : t('confirm.approveText', { price: formatMoney(order.priceCents) })}
          </p>
        </>
      ),
      okText: accepting ? t('bar.accept') : t('bar.approve'),
      cancelText: t('confirm.cancel'),
      autoFocusButton: 'ok',
      // The page shows what went wrong: the dialog closes either way.
      onOk: () => decision.mutateAsync({ kind: accepting ? 'accepted' : 'approved' }).then(undefined, () => undefined),
      afterClose: () => setConfirming(false),
    });
  };

  const materialKeys = Object.fromEntries(
    order.materials.slice(0, 9).map((_, index) => [String(index + 1), () => setShown(index)]),
  );
  useShortcuts(
    {
      ...materialKeys,
      a: decidable ? confirm : undefined,
      r: decidable ? () => setRefusing(true) : undefined,
      j: go(order.nextId),
      k: go(order.previousId),
    },
    !confirming && !refusing,
  );

  return (
    <div className="review">
      <MaterialPane order={order} shown={shown} onShow={setShown} />
      <FactsPane order={order} />
      <div className="review-bar-area">
        {decision.isError && <ProblemAlert problem={decision.error} />}
        <DecisionBar
          order={order}
          queue={queue}
          busy={decision.isPending}
          onAccept={confirm}
          onRefuse={() => setRefusing(true)}
        />
      </div>
      <RefusalDialog
        order={order}
        open={refusing}
        busy={decision.isPending}
        onClose={() => setRefusing(false)}
        onRefuse={(refusal) => decision.mutate(refusal, { onSettled: () => setRefusing(false) })}
      />
    </div>
  );
}
