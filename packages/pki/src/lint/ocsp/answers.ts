import { toHex } from '../../bytes.ts';
import type { OcspRule } from '../rule.ts';

/** At least one answer, and one for each certificate: two could disagree. */
export const answers: OcspRule = {
  rule: 'ocsp/answers',
  citation: 'RFC 6960 §4.2.1, §4.2.2.3',
  severity: 'error',
  check({ answers: list }) {
    if (list.length === 0) return 'none';
    return new Set(list.map(({ certId }) => toHex(certId.der))).size < list.length
      ? 'one certificate twice'
      : undefined;
  },
};
