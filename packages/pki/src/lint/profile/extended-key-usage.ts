import { OID } from '../../der/oids.ts';
import { extensionOf } from '../extension-of.ts';
import type { Rule } from '../rule.ts';

export const extendedKeyUsage: Rule = {
  rule: 'profile/extended-key-usage',
  citation: 'x509/profiles.ts; RFC 5280 §4.2.1.12, RFC 3161 §2.3, RFC 6960 §4.2.2.2, RFC 9336',
  severity: 'error',
  check(certificate, { extendedKeyUsage: wanted, extendedKeyUsageCritical }) {
    const { extendedKeyUsage: found = [] } = certificate;
    const same = found.length === wanted.length && wanted.every((oid) => found.includes(oid));
    if (!same) return `${found.join(', ') || 'none'}; ${wanted.join(', ') || 'none'} expected`;
    const critical = extensionOf(certificate, OID.extendedKeyUsage)?.critical ?? false;
    if (critical === (extendedKeyUsageCritical && wanted.length > 0)) return undefined;
    return critical ? 'critical' : 'not critical';
  },
};
