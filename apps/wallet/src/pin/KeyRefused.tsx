/** A key that may not be used any more, and what to do. */
import type { KeyRefusal } from '../core/refusal.ts';
import { Outcome } from '../parts/Outcome.tsx';
import { texts } from './texts.ts';

/** Locked or copied; a wrong PIN with tries left is said on the pad. */
export function KeyRefused({ refusal }: { refusal: KeyRefusal }) {
  const t = texts.useT();
  const cloned = refusal.code === 'keys/clone-detected';
  return (
    <Outcome kind="problem" title={t(cloned ? 'cloned' : 'locked')}>
      <p>{t(cloned ? 'clonedLead' : 'lockedLead')}</p>
      <p className="qy-problem-code">{refusal.code}</p>
    </Outcome>
  );
}

/** The sentence on the pad after a wrong PIN; undefined when the pad has nothing more to offer. */
export function useWrongPin(): (refusal: KeyRefusal | undefined) => string | undefined {
  const t = texts.useT();
  return (refusal) => {
    if (refusal === undefined || refusal.code !== 'keys/pin-wrong') return undefined;
    const count = refusal.triesLeft ?? 0;
    return count <= 1 ? t('wrongLast') : t('wrong', { count });
  };
}

/** No further try: the fifth wrong PIN answers with none left. */
export function isFinal(refusal: KeyRefusal): boolean {
  return refusal.code !== 'keys/pin-wrong' || refusal.triesLeft === 0;
}
