import { OID } from '../../der/oids.ts';
import type { Rule } from '../rule.ts';

/** SM2-with-SM3, parameters absent in what we issue. */
export const signatureAlgorithm: Rule = {
  rule: 'gmt0015/signature-algorithm',
  citation: 'GM/T 0015-2012; GM/T 0006 (1.2.156.10197.1.501)',
  severity: 'error',
  check({ signatureAlgorithm: { oid, parameters } }) {
    if (oid !== OID.sm2WithSm3) return oid;
    return parameters === undefined ? undefined : 'parameters are not absent';
  },
};
