import type { CrlRule } from '../rule.ts';

/** One entry for each serial number; only a delta list takes entries back. */
export const entries: CrlRule = {
  rule: 'crl/entries',
  citation: 'RFC 5280 §5.1.2.6, §5.3.1',
  severity: 'error',
  check({ revoked, baseNumber }) {
    const seen = new Set<string>();
    for (const { serial, reason } of revoked) {
      if (/^0*$/.test(serial) || serial.length > 40) return `${serial}: not a serial number`;
      if (seen.has(serial)) return `${serial} twice`;
      seen.add(serial);
      if (reason === 'removeFromCRL' && baseNumber === undefined) return `${serial}: removeFromCRL in a full list`;
    }
    return undefined;
  },
};
