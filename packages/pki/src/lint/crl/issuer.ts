import { algorithmFits } from '../../algorithms/verify-signature.ts';
import { sameBytes } from '../../bytes.ts';
import { keyIdentifier } from '../../x509/key-id.ts';
import type { CrlRule } from '../rule.ts';

/** In the name and by the key of who signs, who may sign lists. */
export const issuer: CrlRule = {
  rule: 'crl/issuer',
  citation: 'RFC 5280 §5.1.1.2, §5.1.2.3, §5.2.1, §4.2.1.3',
  severity: 'error',
  check({ issuer: name, authorityKeyId, signatureAlgorithm }, { issuer: signer }) {
    if (!sameBytes(name.der, signer.subject.der)) return 'not the name of the issuer as it writes it';
    if (signer.keyUsage && !signer.keyUsage.includes('cRLSign')) return 'the issuer may not sign lists';
    if (!authorityKeyId) return 'no authority key identifier';
    const wanted = signer.subjectKeyId ?? keyIdentifier(signer.publicKey);
    if (!sameBytes(authorityKeyId, wanted)) return 'the authority key identifier is of another key';
    return algorithmFits(signatureAlgorithm, signer.publicKeyInfo) ? undefined : 'not an algorithm of its key';
  },
};
