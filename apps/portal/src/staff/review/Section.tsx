/** A titled group of items; an item is label, value and its mark. */
import type { ReactNode } from 'react';

export function Section({ title, mark, children }: { title: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <section className="review-section">
      <h2>
        {title}
        {mark}
      </h2>
      <div>{children}</div>
    </section>
  );
}

export function Item({ label, mark, children }: { label: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <div className="review-item">
      <span className="review-label">{label}</span>
      <span className="review-value">{children}</span>
      {mark}
    </div>
  );
}
