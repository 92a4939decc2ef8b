/** The way to the first certificate: 实名 → 认领企业 → 领证, with where one is. */
import { texts } from '../app/texts.ts';
import { Icon } from './Icon.tsx';
import './path-steps.css';

/** Steps done: 0 nothing, 1 identity, 2 enterprise approved, 3 certificate here. */
export function PathSteps({ done }: { done: 0 | 1 | 2 | 3 }) {
  const t = texts.useT();
  const names = [t('stepProve'), t('stepClaim'), t('stepCertificate')];
  return (
    <ol className="path-steps" aria-label={t('stepsLabel')}>
      {names.map((name, index) => {
        const state = index < done ? 'done' : index === done ? 'now' : 'next';
        return (
          <li key={name} className={`path-step path-step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="path-step-mark">{state === 'done' ? <Icon name="check" size={16} /> : index + 1}</span>
            <span className="path-step-name">{name}</span>
            {state === 'done' && <span className="qy-visually-hidden">{t('stepDone')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
