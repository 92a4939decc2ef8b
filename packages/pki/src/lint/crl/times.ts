import type { CrlRule } from '../rule.ts';

/** nextUpdate after thisUpdate, each in the form of its year. */
export const times: CrlRule = {
  rule: 'crl/times',
  citation: 'RFC 5280 §5.1.2.4, §5.1.2.5',
  severity: 'error',
  check({ thisUpdate, nextUpdate, timeForms }) {
    if (nextUpdate <= thisUpdate) return 'nextUpdate is not after thisUpdate';
    const wrong = [thisUpdate, nextUpdate].findIndex(
      (date, i) => (date.getUTCFullYear() < 2050 ? 'utc' : 'generalized') !== timeForms[i],
    );
    return wrong < 0 ? undefined : `${['thisUpdate', 'nextUpdate'][wrong]} is written as ${timeForms[wrong]} time`;
  },
};
