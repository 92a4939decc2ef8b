import { sameBytes } from '../../bytes.ts';
import { writeSignatureAlgorithm } from '../../algorithms/signature-algorithm.ts';
import type { CertificateRule } from '../rule.ts';

/** One of the closed table, with its parameters in the form we write: absent for SM2 and ECDSA, NULL for RSA. */
export const signatureAlgorithm: CertificateRule = {
  rule: 'gmt0015/signature-algorithm',
  citation: 'GM/T 0015-2012; GM/T 0006 (1.2.156.10197.1.501); RFC 4055, RFC 5758',
  severity: 'error',
  check({ signatureAlgorithm: { oid, name, weak, der } }) {
    if (!name) return weak ? `${oid}: too weak` : oid;
    return sameBytes(der, writeSignatureAlgorithm(name)) ? undefined : 'parameters are not as written here';
  },
};
