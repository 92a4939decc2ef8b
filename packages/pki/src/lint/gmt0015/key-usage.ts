import { OID } from '../../der/oids.ts';
import { extensionOf } from '../extension-of.ts';
import type { Rule } from '../rule.ts';

/** Exactly the bits of the profile, critically: a signing key never decrypts and an encryption key never signs. */
export const keyUsage: Rule = {
  rule: 'gmt0015/key-usage',
  citation: 'GM/T 0015-2012 (keyUsage); RFC 5280 §4.2.1.3',
  severity: 'error',
  check(certificate, profile) {
    const found = certificate.keyUsage;
    if (!found) return 'missing';
    const same = found.length === profile.keyUsage.length && profile.keyUsage.every((usage) => found.includes(usage));
    if (!same) return `${found.join(', ')}; ${profile.keyUsage.join(', ')} expected`;
    return extensionOf(certificate, OID.keyUsage)?.critical ? undefined : 'not critical';
  },
};
