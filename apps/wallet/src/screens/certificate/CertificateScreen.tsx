/** One certificate: whose, which, until when, by whom, with the seal that belongs to it. */
import { formatCode, formatDate, useLanguage } from '@qianyin/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd-mobile';
import { useParams } from 'react-router';
import { api } from '../../app/api.ts';
import { fromBase64url } from '../../core/bytes.ts';
import type { PhoneCertificate } from '../../core/certificate-view.ts';
import { Screen } from '../../parts/Screen.tsx';
import { SealPicture } from '../../parts/SealPicture.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { CertificateMark } from '../home/CertificateCard.tsx';
import { useCertificates } from '../home/use-home.ts';
import { issuerNames } from './issuer-names.ts';
import { texts } from './texts.ts';
import './certificate.css';

export function CertificateScreen() {
  const t = texts.useT();
  const { certificateId } = useParams();
  const certificates = useCertificates();
  const certificate = certificates.data?.find(({ id }) => id === certificateId);
  return (
    <Screen title={t('title')}>
      <Trouble problem={certificates.error} onRetry={() => void certificates.refetch()} />
      {certificates.isPending && <Skeleton.Paragraph lineCount={6} animated />}
      {certificates.data !== undefined && certificate === undefined && <p className="lead">{t('gone')}</p>}
      {certificate !== undefined && <Facts certificate={certificate} />}
    </Screen>
  );
}

function Facts({ certificate }: { certificate: PhoneCertificate }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { notBefore, notAfter, here, state } = certificate;
  const names = issuerNames(certificate.chain.map((der) => fromBase64url(der) ?? new Uint8Array()));
  const usable = here && state === 'active';
  return (
    <>
      {!here && <p className="certificate-elsewhere">{t('elsewhere')}</p>}
      <dl className="facts card">
        <div className="certificate-head">
          <dt>{t('name')}</dt>
          <dd>
            <strong>{certificate.name}</strong> <CertificateMark certificate={certificate} />
          </dd>
        </div>
        {certificate.uscc !== null && <Fact name={t('uscc')} value={formatCode(certificate.uscc)} code />}
        <Fact name={t('serial')} value={formatCode(certificate.serial.toUpperCase())} code />
        <div>
          <dt>{t('validity')}</dt>
          <dd className="qy-figures">{t('from', { date: formatDate(notBefore, language) })}</dd>
          <dd className="qy-figures">{t('until', { date: formatDate(notAfter, language) })}</dd>
        </div>
        <Fact name={t('dual')} value={t('dualValue')} />
        <div>
          <dt>{t('key')}</dt>
          <dd>{t('algorithm')}</dd>
          {usable && <KeyState keyId={certificate.keyId} />}
        </div>
        <div>
          <dt>{t('chain')}</dt>
          {names.map((name) => (
            <dd key={name}>{name}</dd>
          ))}
        </div>
      </dl>
      <Seals certificateId={certificate.id} />
    </>
  );
}

function Fact({ name, value, code = false }: { name: string; value: string; code?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={code ? 'qy-code' : 'qy-figures'}>{value}</dd>
    </div>
  );
}

function KeyState({ keyId }: { keyId: string }) {
  const t = texts.useT();
  const key = useQuery(api().keys.showKey.queryOptions({ input: { keyId } }));
  if (key.data === undefined) return null;
  const { state, triesLeft } = key.data;
  return (
    <dd className={state === 'active' ? 'certificate-key-ok' : 'certificate-key-bad'}>
      {t(state, { count: triesLeft })}
    </dd>
  );
}

function Seals({ certificateId }: { certificateId: string }) {
  const t = texts.useT();
  const seals = useQuery(api().seals.listSeals.queryOptions({ select: ({ seals: all }) => all }));
  const own = seals.data?.filter((seal) => seal.certificateId === certificateId) ?? [];
  if (own.length === 0) return <Trouble problem={seals.error} onRetry={() => void seals.refetch()} />;
  return (
    <section>
      <h2 className="section-title">{t('seal')}</h2>
      {own.map((seal) => (
        <figure key={seal.id} className="card certificate-seal">
          <SealPicture seal={seal} label={t('sealOf', { name: seal.name })} />
          <figcaption className="row-note">{t('size', { mm: seal.widthMm })}</figcaption>
        </figure>
      ))}
    </section>
  );
}
