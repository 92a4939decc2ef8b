/** The applicant, masked; the full numbers on request, for a minute, with an audit row. */
import type { ReviewView } from '@qianyin/contract';
import { formatInstant, ProblemAlert, useLanguage } from '@qianyin/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import { client } from '../../api.ts';
import { FactMark } from './FactMark.tsx';
import { Item, Section } from './Section.tsx';
import { texts } from './texts.ts';

const SHOWN_MS = 60_000;

export function ApplicantFacts({ order }: { order: ReviewView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { applicant } = order;
  const reveal = useMutation({
    mutationFn: () => client.orders.revealApplicant({ orderId: order.id }),
    // Not kept once hidden.
    gcTime: 0,
  });
  const { data: full, reset } = reveal;
  useEffect(() => {
    if (!full) return;
    const timer = setTimeout(reset, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [full, reset]);

  const method = applicant.method === 'bank-card' ? t('method.bank-card') : t('method.other');
  return (
    <Section
      title={t('section.applicant')}
      mark={
        <Button
          type="link"
          loading={reveal.isPending}
          onClick={() => (full ? reset() : reveal.mutate())}
          aria-expanded={Boolean(full)}
        >
          {full ? t('hide') : t('reveal')}
        </Button>
      }
    >
      <Item label={t('field.name')}>{full?.name ?? applicant.nameMasked}</Item>
      <Item label={t('field.idNumber')}>
        <span className="qy-figures">{full?.idNumber ?? applicant.idNumberMasked}</span>
      </Item>
      <Item label={t('field.phone')}>
        <span className="qy-figures">{full?.phone ?? applicant.phoneMasked}</span>
      </Item>
      <Item label={t('field.proofed')} mark={<FactMark facts={order.facts} check="applicant-proofed" />}>
        {method}
        <small>{formatInstant(applicant.provedAt, language)}</small>
      </Item>
      <p className="review-note">{t('revealNote')}</p>
      <ProblemAlert problem={reveal.error} />
    </Section>
  );
}
