import type { CertificateRule } from '../rule.ts';
import { isUscc } from './uscc.ts';

export const usccCheckCharacter: CertificateRule = {
  rule: 'gb32100/uscc-check-character',
  citation: 'GB 32100-2015 (check character)',
  severity: 'error',
  check({ uscc }) {
    return uscc === undefined || isUscc(uscc) ? undefined : 'not a unified social credit code';
  },
};
