/** A certificate as a card: whose, what kind, how long still. */
import { daysLeft, formatCode, formatDate, useLanguage, useNow } from '@qianyin/ui';
import { Link } from 'react-router';
import type { PhoneCertificate } from '../../core/certificate-view.ts';
import { Icon } from '../../parts/Icon.tsx';
import { texts } from './texts.ts';

export function CertificateCard({ certificate }: { certificate: PhoneCertificate }) {
  const t = texts.useT();
  const { language } = useLanguage();
  return (
    <Link to={`/certificates/${certificate.id}`} className="certificate-card">
      <span className="certificate-card-kind">
        <Icon name="certificate" size={20} />
        {t(certificate.kind)}
      </span>
      <strong className="certificate-card-name">{certificate.name}</strong>
      {certificate.uscc !== null && (
        <span className="qy-code certificate-card-uscc">{formatCode(certificate.uscc)}</span>
      )}
      <span className="certificate-card-foot">
        <span>{t('until', { date: formatDate(certificate.notAfter, language) })}</span>
        <CertificateMark certificate={certificate} />
      </span>
    </Link>
  );
}

/** State in a word: days left, expired, revoked, elsewhere. */
export function CertificateMark({ certificate }: { certificate: PhoneCertificate }) {
  const t = texts.useT();
  const days = daysLeft(certificate.notAfter, useNow(60_000));
  if (certificate.state === 'revoked') return <span className="mark-tag mark-tag-bad">{t('revoked')}</span>;
  if (certificate.state === 'expired') return <span className="mark-tag mark-tag-bad">{t('expired')}</span>;
  if (!certificate.here) return <span className="mark-tag mark-tag-wait">{t('notHere')}</span>;
  const text = days <= 0 ? t('lastDay') : t('days', { days });
  return <span className={`mark-tag ${days > 30 ? 'mark-tag-ok' : 'mark-tag-wait'}`}>{text}</span>;
}
