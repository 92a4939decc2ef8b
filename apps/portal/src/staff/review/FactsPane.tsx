/** What the application says, item by item in the order of the form, each with its mark; then the history. */
import type { ReviewView } from '@qianyin/contract';
import { formatCode, formatInstant, formatMoney, languageOf, useLanguage } from '@qianyin/ui';
import { ApplicantFacts } from './ApplicantFacts.tsx';
import { FactMark } from './FactMark.tsx';
import { History } from './History.tsx';
import { Item, Section } from './Section.tsx';
import { texts } from './texts.ts';

export function FactsPane({ order }: { order: ReviewView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { form, facts } = order;
  const english = language === 'en';
  return (
    <section className="review-facts" tabIndex={0} aria-label={`${order.number} ${form.unitName}`}>
      <header className="review-head">
        <h1>{form.unitName}</h1>
        <p>
          <span className="qy-figures">{order.number}</span>
          <span className={`review-status review-status-${order.status}`}>{t(`status.${order.status}`)}</span>
        </p>
      </header>
      <EarlierRefusal order={order} />
      <Section title={t('section.unit')}>
        <Item label={t('field.unitName')} mark={<FactMark facts={facts} check="name-known" />}>
          {form.unitName}
        </Item>
        <Item label={t('field.uscc')} mark={<FactMark facts={facts} check="uscc-check-character" />}>
          <span className="qy-code">{formatCode(form.uscc)}</span>
        </Item>
        <Item label={t('field.claim')}>
          <FactMark facts={facts} check="enterprise-unclaimed" />
        </Item>
        <Item label={t('field.legalRepresentative')}>{form.legalRepresentative}</Item>
        <Item label={t('field.registeredPlace')}>{form.registeredPlace}</Item>
        <Item label={t('field.unitPhone')}>{form.unitPhone}</Item>
        <Item label={t('field.email')}>{form.email}</Item>
      </Section>
      <ApplicantFacts order={order} />
      <Section title={t('section.materials')} mark={<FactMark facts={facts} check="materials-complete" />}>
        {order.materials.map((material) => (
          <Item
            key={material.id}
            label={english ? material.name.en : material.name.zh}
            mark={
              material.refusedReason && <span className="review-mark review-mark-warning">{t('earlierRefused')}</span>
            }
          >
            {formatInstant(material.uploadedAt, language)}
          </Item>
        ))}
      </Section>
      <Section title={t('section.certificate')}>
        <Item label={t('field.product')}>{english ? order.productName.en : order.productName.zh}</Item>
        <Item label={t('field.price')}>{formatMoney(order.priceCents)}</Item>
      </Section>
      <Section title={t('section.history')}>
        <History order={order} />
      </Section>
      <p className="review-keys">{t('keys')}</p>
    </section>
  );
}

/** What the last refusal asked for: the first thing to look at now. */
function EarlierRefusal({ order }: { order: ReviewView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const last = order.history.findLast((event) => event.event === 'refused');
  if (!last || order.status === 'refused') return null;
  return (
    <div className="review-earlier">
      <strong>
        {t('earlierRefused')}
        {last.reason && ` · ${t(`reason.${last.reason}`)}`}
      </strong>
      {last.note && <p lang={languageOf(last.note)}>{last.note}</p>}
      <small>{formatInstant(last.at, language)}</small>
    </div>
  );
}
