/** The seals this account may use. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd-mobile';
import { api } from '../../app/api.ts';
import { Screen } from '../../parts/Screen.tsx';
import { SealPicture } from '../../parts/SealPicture.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { texts } from './texts.ts';
import '../certificate/certificate.css';

export function SealsScreen() {
  const t = texts.useT();
  const seals = useQuery(api().seals.listSeals.queryOptions({ select: ({ seals: all }) => all }));
  return (
    <Screen title={t('title')}>
      <Trouble problem={seals.error} onRetry={() => void seals.refetch()} />
      {seals.isPending && <Skeleton.Paragraph lineCount={5} animated />}
      {seals.data?.length === 0 && (
        <>
          <h2 className="section-title">{t('empty')}</h2>
          <p className="lead">{t('emptyLead')}</p>
        </>
      )}
      {seals.data?.map((seal) => (
        <figure key={seal.id} className="card certificate-seal">
          <SealPicture seal={seal} label={t('label', { name: seal.name })} />
          <figcaption className="seal-caption">
            <strong>{seal.name}</strong>
            <span className="row-note">{t('size', { mm: seal.widthMm })}</span>
          </figcaption>
        </figure>
      ))}
      {seals.data !== undefined && seals.data.length > 0 && <p className="lead">{t('use')}</p>}
    </Screen>
  );
}
