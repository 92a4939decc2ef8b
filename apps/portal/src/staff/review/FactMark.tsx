/** The mark of one item: colour, sign and words together, never colour alone. */
import type { ReviewView } from '@qianyin/contract';
import { texts } from './texts.ts';

export type Fact = ReviewView['facts'][number];

const SIGNS: Record<Fact['outcome'], string> = {
  ok: 'M4 8.5l3 3 5.5-6.5',
  warning: 'M8 3.5v5.5M8 12v.5',
  failed: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
};

export function FactMark({ facts, check }: { facts: Fact[]; check: Fact['check'] }) {
  const t = texts.useT();
  const fact = facts.find((each) => each.check === check);
  if (!fact) return null;
  return (
    <span className={`review-mark review-mark-${fact.outcome}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={SIGNS[fact.outcome]}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {t(`fact.${check}.${fact.outcome}`)}
    </span>
  );
}
