import { OID } from '../../der/oids.ts';
import { extensionOf } from '../extension-of.ts';
import type { Rule } from '../rule.ts';

/** A CA says so, critically, with the path length of its profile; nobody else may. */
export const basicConstraints: Rule = {
  rule: 'rfc5280/basic-constraints',
  citation: 'RFC 5280 §4.2.1.9',
  severity: 'error',
  check(certificate, profile) {
    const found = certificate.basicConstraints;
    if ((found?.ca ?? false) !== profile.ca) return profile.ca ? 'cA is missing' : 'cA is set';
    if (!profile.ca) return undefined;
    if (found?.pathLength !== profile.pathLength) {
      return `path length ${found?.pathLength ?? 'none'}, ${profile.pathLength ?? 'none'} expected`;
    }
    return extensionOf(certificate, OID.basicConstraints)?.critical ? undefined : 'not critical';
  },
};
