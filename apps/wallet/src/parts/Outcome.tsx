/** How something ended: a mark, a sentence, what it means. Never colour alone. */
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './outcome.css';

const MARKS = { done: 'check', waiting: 'clock', refused: 'cross', problem: 'warning' } as const;

export interface OutcomeProps {
  kind: keyof typeof MARKS;
  title: string;
  children?: ReactNode;
}

export function Outcome({ kind, title, children }: OutcomeProps) {
  return (
    <section className={`outcome outcome-${kind}`} role="status">
      <span className="outcome-mark">
        <Icon name={MARKS[kind]} size={36} />
      </span>
      <h2 className="outcome-title">{title}</h2>
      {children !== undefined && <div className="outcome-words">{children}</div>}
    </section>
  );
}
