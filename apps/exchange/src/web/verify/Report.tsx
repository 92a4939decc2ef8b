/** The answer large, then every seal with its checks. */
import type { VerificationReport } from '@qianyin/contract';
import { formatCode, formatInstant, useLanguage } from '@qianyin/ui';
import { CheckMark, StopMark } from '../scan/marks.tsx';
import { texts } from './texts.ts';

type Signature = VerificationReport['signatures'][number];

export function Report({ report }: { report: VerificationReport }) {
  const t = texts.useT();
  const { verdict, signatures, modifiedAfterLastSignature: changed } = report;
  // Every seal holds, yet bytes stand behind the last one: said differently from a seal that does not hold.
  const answer = verdict === 'invalid' && changed && signatures.every(({ valid }) => valid) ? 'changed' : verdict;
  return (
    <>
      <section className={`verdict verdict-${answer}`} role="status">
        {verdict === 'valid' ? <CheckMark /> : <StopMark />}
        <div>
          <strong>{t(`verdicts.${verdict}`)}</strong>
          <p>{t(`answers.${answer}`, { count: signatures.length })}</p>
        </div>
      </section>
      <h2>{t('report')}</h2>
      {signatures.map((signature, index) => (
        <SignatureCard key={signature.fieldName} signature={signature} number={index + 1} />
      ))}
      <dl className="frame-card verify-facts verify-file">
        <Fact name={t('file')} value={report.fileName} />
        <Fact name={t('digest')} value={report.digest} code />
      </dl>
    </>
  );
}

function SignatureCard({ signature, number }: { signature: Signature; number: number }) {
  const t = texts.useT();
  const { language } = useLanguage();
  const { signerName, uscc, signingTime, issuerName, serial, fieldName, coversWholeFile, checks } = signature;
  const time = signingTime === null ? t('unknown') : formatInstant(signingTime, language, { seconds: true });
  return (
    <section className="frame-card verify-seal">
      <h3>
        {t('seal', { number })} · {signerName}
      </h3>
      <ul className="verify-checks">
        {checks.map(({ check, outcome, reason }) => (
          <li key={check} data-outcome={outcome}>
            <span>{t(`checks.${check}`)}</span>
            <b>{t(`outcomes.${outcome}`)}</b>
            {outcome === 'failed' && <small>{t(`faults.${check}`)}</small>}
            {outcome === 'not-checked' && check === 'time' && <small>{t('timeUnproved')}</small>}
            {reason !== null && <small className="qy-code">{reason}</small>}
          </li>
        ))}
      </ul>
      <dl className="verify-facts">
        <Fact name={t('signer')} value={signerName} />
        <Fact name={t('uscc')} value={uscc === null ? t('unknown') : formatCode(uscc)} code />
        <Fact name={t('time')} value={time} />
        <Fact name={t('covers')} value={t(coversWholeFile ? 'whole' : 'part')} />
        <Fact name={t('issuer')} value={issuerName} />
        <Fact name={t('serial')} value={formatCode(serial.toUpperCase())} code />
        <Fact name={t('field')} value={fieldName} code />
      </dl>
    </section>
  );
}

function Fact({ name, value, code = false }: { name: string; value: string; code?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={code ? 'qy-code' : undefined}>{value}</dd>
    </div>
  );
}
