import type { CrlRule } from '../rule.ts';

/** Nothing was revoked after the list was made. A warning: clocks of two servers differ, and the entry is right all the same. */
export const entryDates: CrlRule = {
  rule: 'crl/entry-dates',
  citation: 'RFC 5280 §5.1.2.6',
  severity: 'warning',
  check({ revoked, thisUpdate }) {
    for (const { serial, at } of revoked) if (at > thisUpdate) return `${serial}: revoked after the list was made`;
    return undefined;
  },
};
