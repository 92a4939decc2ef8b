import type { OcspRule } from '../rule.ts';

/** thisUpdate ≤ producedAt < nextUpdate, which must be there, and nothing known of what is to come. */
export const times: OcspRule = {
  rule: 'ocsp/times',
  citation: 'RFC 6960 §2.4, §4.2.2.1; RFC 5019 §2.2.4',
  severity: 'error',
  check({ producedAt, answers }) {
    for (const { certId, thisUpdate, nextUpdate, status, archiveCutoff } of answers) {
      if (thisUpdate > producedAt) return `${certId.serial}: thisUpdate after producedAt`;
      if (!nextUpdate || nextUpdate <= producedAt) return `${certId.serial}: no nextUpdate after producedAt`;
      if (status.kind === 'revoked' && status.at > producedAt) return `${certId.serial}: revoked in the future`;
      if (archiveCutoff && archiveCutoff > producedAt) return `${certId.serial}: an archive cut-off in the future`;
    }
    return undefined;
  },
};
