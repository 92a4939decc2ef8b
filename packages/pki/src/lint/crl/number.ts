import type { CrlRule } from '../rule.ts';

/** Every list is numbered, in at most 20 octets; a delta list begins below its own number. */
export const number: CrlRule = {
  rule: 'crl/number',
  citation: 'RFC 5280 §5.2.3, §5.2.4',
  severity: 'error',
  check({ number: own, baseNumber }) {
    if (own === undefined) return 'missing';
    if (own.length > 40) return 'longer than 20 octets';
    if (baseNumber === undefined) return undefined;
    return BigInt(`0x${baseNumber}`) < BigInt(`0x${own}`) ? undefined : 'the base is not older than the list';
  },
};
