import { OID } from '../../der/oids.ts';
import { nameValues } from '../name-values.ts';
import type { CertificateRule } from '../rule.ts';

/** Characters, from Appendix A.1 (ub-…). */
const BOUNDS: Readonly<Record<string, number>> = {
  [OID.country]: 2,
  [OID.stateOrProvince]: 128,
  [OID.locality]: 128,
  [OID.organization]: 64,
  [OID.organizationalUnit]: 64,
  [OID.commonName]: 64,
  [OID.serialNumberAttribute]: 64,
  [OID.title]: 64,
  [OID.emailAddress]: 255,
};

export const nameBounds: CertificateRule = {
  rule: 'rfc5280/name-bounds',
  citation: 'RFC 5280 Appendix A.1 (upper bounds)',
  severity: 'error',
  check({ subject }) {
    const long = nameValues(subject).find(({ oid, text }) => [...text].length > (BOUNDS[oid] ?? Infinity));
    return long && `${long.oid}: ${[...long.text].length} characters, at most ${BOUNDS[long.oid]}`;
  },
};
