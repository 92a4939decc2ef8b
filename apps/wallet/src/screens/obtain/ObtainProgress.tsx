/** What phone and service are doing now, in words. */
import type { ObtainStep } from '../../core/obtain-certificate.ts';
import { Icon } from '../../parts/Icon.tsx';
import { texts } from './texts.ts';

const STEPS: ObtainStep[] = ['signing-key', 'request', 'encryption-key', 'certificates'];

export function ObtainProgress({ step }: { step: ObtainStep }) {
  const t = texts.useT();
  const now = STEPS.indexOf(step);
  return (
    <section className="obtain-progress" aria-live="polite">
      <h2>{t('working')}</h2>
      <ol className="card">
        {STEPS.map((name, index) => (
          <li key={name} className={index < now ? 'obtain-done' : index === now ? 'obtain-now' : 'obtain-next'}>
            <span className="obtain-mark">{index < now && <Icon name="check" size={16} />}</span>
            {t(`step.${name}`)}
          </li>
        ))}
      </ol>
      <p className="lead">{t('workingLead')}</p>
    </section>
  );
}
