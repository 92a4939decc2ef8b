/** Trading platforms that know this service, and since when this account uses them. */
import { formatDate, useLanguage } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd-mobile';
import { api } from '../../app/api.ts';
import { Screen } from '../../parts/Screen.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { texts } from './texts.ts';

export function PlatformsScreen() {
  const t = texts.useT();
  const { language } = useLanguage();
  const platforms = useQuery(api().platforms.listPlatforms.queryOptions({ select: (answer) => answer.platforms }));
  return (
    <Screen title={t('title')}>
      <Trouble problem={platforms.error} onRetry={() => void platforms.refetch()} />
      {platforms.isPending && <Skeleton.Paragraph lineCount={4} animated />}
      {platforms.data?.length === 0 && <p className="lead">{t('empty')}</p>}
      {platforms.data !== undefined && platforms.data.length > 0 && (
        <>
          <p className="lead">{t('lead')}</p>
          <ul className="rows">
            {platforms.data.map(({ id, name, origin, boundAt }) => (
              <li key={id}>
                <a className="row" href={origin} target="_blank" rel="noreferrer noopener">
                  <span className="row-text">
                    {name}
                    <span className="row-note">{origin}</span>
                    <span className="row-note">
                      {boundAt === null ? t('never') : t('since', { date: formatDate(boundAt, language) })}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Screen>
  );
}
