/** What is applied for and what it costs. */
import type { ProductView } from '@qianyin/contract';
import { formatMoney, useLanguage } from '@qianyin/ui';
import { texts } from './texts.ts';

export function Product({ product }: { product: ProductView }) {
  const t = texts.useT();
  const { language } = useLanguage();
  return (
    <section className="card claim-product">
      <div>
        <span className="row-note">{t('product')}</span>
        <strong>{product.name[language === 'en' ? 'en' : 'zh']}</strong>
      </div>
      <div className="claim-price">
        <strong className="qy-figures">{formatMoney(product.priceCents)}</strong>
        <span className="row-note">{t('years', { years: product.years, months: product.years * 12 })}</span>
      </div>
      {product.priceIsSample && <p className="row-note claim-sample">{t('samplePrice')}</p>}
    </section>
  );
}
