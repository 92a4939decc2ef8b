import { OID } from '../../der/oids.ts';
import { extensionOf } from '../extension-of.ts';
import type { Rule } from '../rule.ts';

/** Where they stand they are critical: a verifier that skips them would let the authority name anybody. */
export const nameConstraints: Rule = {
  rule: 'profile/name-constraints',
  citation: 'x509/profiles.ts; RFC 5280 §4.2.1.10',
  severity: 'error',
  check(certificate, { nameConstraints: wanted }) {
    const found = extensionOf(certificate, OID.nameConstraints);
    if (!found) return wanted === 'required' ? 'missing' : undefined;
    if (wanted === 'absent') return 'not allowed in this profile';
    return found.critical ? undefined : 'not critical';
  },
};
