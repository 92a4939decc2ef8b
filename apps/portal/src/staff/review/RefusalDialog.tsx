/** Sending an application back: the reason, the sentence the applicant reads, and what must be uploaded again. */
import { REFUSAL_REASONS, type ReviewView } from '@qianyin/contract';
import { useLanguage } from '@qianyin/ui';
import { Checkbox, Form, Input, Modal, Radio } from 'antd';
import { texts } from './texts.ts';
import type { Decision } from './useDecision.ts';

type Refusal = Extract<Decision, { kind: 'refused' }>;
type Reason = Refusal['reason'];
interface Fields {
  reason: Reason;
  note: string;
  materialIds?: string[];
}

/** Reasons that name a fault of materials: at least one of them must be uploaded again. */
const ABOUT_MATERIALS: readonly Reason[] = ['material-unreadable', 'material-wrong', 'stamp-missing'];
const NOTE_MAX = 200;

export interface RefusalDialogProps {
  order: ReviewView;
  open: boolean;
  busy: boolean;
  onClose: () => void;
  onRefuse: (refusal: Refusal) => void;
}

export function RefusalDialog({ order, open, busy, onClose, onRefuse }: RefusalDialogProps) {
  const t = texts.useT();
  const { language } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const reason = Form.useWatch('reason', form);
  const isTemplate = (note: string | undefined) =>
    !note || REFUSAL_REASONS.some((each) => t(`template.${each}`) === note);

  const choose = (chosen: Reason) => {
    // What somebody wrote themselves is never overwritten.
    if (isTemplate(form.getFieldValue('note') as string | undefined))
      form.setFieldValue('note', t(`template.${chosen}`));
    const only = order.materials.length === 1 ? order.materials[0] : undefined;
    if (only && ABOUT_MATERIALS.includes(chosen)) form.setFieldValue('materialIds', [only.id]);
  };
  return (
    <Modal
      open={open}
      width={640}
      title={t('refusal.title', { number: order.number })}
      okText={t('refusal.submit')}
      okButtonProps={{ danger: true, loading: busy }}
      cancelText={t('refusal.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="review-refusal-lead">{t('refusal.lead', { unit: order.form.unitName })}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={({ note, materialIds = [], ...rest }) =>
          onRefuse({ kind: 'refused', reason: rest.reason, note: note?.trim() ?? '', materialIds })
        }
      >
        <Form.Item
          name="reason"
          label={t('refusal.reason')}
          rules={[{ required: true, message: t('refusal.reasonMissing') }]}
        >
          <Radio.Group
            className="review-reasons"
            onChange={(event) => choose(event.target.value as Reason)}
            options={REFUSAL_REASONS.map((each) => ({ value: each, label: t(`reason.${each}`) }))}
          />
        </Form.Item>
        {order.materials.length > 0 && (
          <Form.Item
            name="materialIds"
            label={t('refusal.materials')}
            dependencies={['reason']}
            rules={[
              {
                validator: async (_, ids: string[] | undefined) => {
                  if (reason && ABOUT_MATERIALS.includes(reason) && !ids?.length)
                    throw new Error(t('refusal.materialsMissing'));
                },
              },
            ]}
          >
            <Checkbox.Group
              className="review-reasons"
              options={order.materials.map(({ id, name }) => ({
                value: id,
                label: language === 'en' ? name.en : name.zh,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="note"
          label={t('refusal.note')}
          rules={[{ required: true, whitespace: true, message: t('refusal.noteMissing') }]}
        >
          <Input.TextArea lang="zh-CN" rows={4} maxLength={NOTE_MAX} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
