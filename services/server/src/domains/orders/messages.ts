/** Texts that reach the applicant by SMS, pure. */
import type { RefusalReason } from './events-store.ts';
import type { Order } from './model.ts';

const REASONS: Readonly<Record<RefusalReason, string>> = {
  'material-unreadable': '材料不清晰',
  'material-wrong': '材料有误',
  'stamp-missing': '缺少盖章',
  'data-differs': '填写内容与材料不一致',
  'unit-abnormal': '单位状态异常',
  other: '其他原因',
};

export function refusedText({ number, form }: Pick<Order, 'number' | 'form'>, reason: RefusalReason): string {
  return `【签印】${form.unitName}的申请 ${number} 被退回：${REASONS[reason]}。请打开标证通查看说明，修改后重新提交。`;
}

export function approvedText({ number, form, priceCents }: Pick<Order, 'number' | 'form' | 'priceCents'>): string {
  const yuan = ((priceCents ?? 0) / 100).toFixed(2);
  return `【签印】${form.unitName}的申请 ${number} 已审核通过。请打开标证通支付 ${yuan} 元，支付后即可下载证书。`;
}
