import { OID } from '../../der/oids.ts';
import { extensionOf } from '../extension-of.ts';
import type { Rule } from '../rule.ts';

/** A responder says that its own revocation is not asked for; nobody else may say so. */
export const ocspNoCheck: Rule = {
  rule: 'profile/ocsp-nocheck',
  citation: 'RFC 6960 §4.2.2.2.1',
  severity: 'error',
  check(certificate, profile) {
    const found = extensionOf(certificate, OID.ocspNoCheck) !== undefined;
    if (found === profile.ocspNoCheck) return undefined;
    return found ? 'not allowed in this profile' : 'missing';
  },
};
