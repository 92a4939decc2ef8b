import { OID } from '../../der/oids.ts';
import type { CrlRule } from '../rule.ts';

const CRITICAL: Readonly<Record<string, boolean>> = {
  [OID.deltaCrlIndicator]: true,
  [OID.issuingDistributionPoint]: true,
  [OID.authorityKeyId]: false,
  [OID.crlNumber]: false,
  [OID.freshestCrl]: false,
  [OID.expiredCertsOnCrl]: false,
};

/** What makes a list a part of the whole is critical; the rest is not. No delta list points to delta lists. */
export const extensionCriticality: CrlRule = {
  rule: 'crl/extension-criticality',
  citation: 'RFC 5280 §5.2.1, §5.2.3–§5.2.6',
  severity: 'error',
  check({ extensions, baseNumber, freshestCrl }) {
    const wrong = extensions.find(({ oid, critical }) => CRITICAL[oid] !== undefined && CRITICAL[oid] !== critical);
    if (wrong) return `${wrong.oid} is ${wrong.critical ? '' : 'not '}critical`;
    return baseNumber !== undefined && freshestCrl.length > 0 ? 'a delta list with a freshest CRL' : undefined;
  },
};
