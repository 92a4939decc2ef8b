/** Who asks: name and origin from the platform's registration, since when it is used, and the computer's place. */
import type { ScanRequest } from '@qianyin/contract';
import { formatDate, useLanguage } from '@qianyin/ui';
import { Icon } from '../../parts/Icon.tsx';
import { browserName } from './browser-name.ts';
import { texts } from './texts.ts';

export function WhoAsks({ request }: { request: ScanRequest }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { name, origin, boundAt } = request.platform;
  return (
    <section className="card who">
      <span className="row-note">{t('asks')}</span>
      <strong>{name}</strong>
      <span className="qy-code who-origin">{origin}</span>
      <span className={boundAt === null ? 'who-new' : 'row-note'}>
        {boundAt === null && <Icon name="warning" size={18} />}
        {boundAt === null ? t('unbound') : t('bound', { date: formatDate(boundAt, language) })}
      </span>
      <span className="row-note">
        {t('place', { place: `${browserName(request.browser.agent)} · ${request.browser.address}` })}
      </span>
    </section>
  );
}
