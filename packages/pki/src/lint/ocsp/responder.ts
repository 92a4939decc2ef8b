import { sameBytes } from '../../bytes.ts';
import { OID } from '../../der/oids.ts';
import { keyIdentifier } from '../../x509/key-id.ts';
import type { OcspRule } from '../rule.ts';

/** In the name of who signs: a CA for its own certificates, or its delegate. */
export const responder: OcspRule = {
  rule: 'ocsp/responder',
  citation: 'RFC 6960 §4.2.2.2, §4.2.2.3',
  severity: 'error',
  check({ responder: named }, { responder: signer }) {
    const same =
      'name' in named
        ? sameBytes(named.name.der, signer.subject.der)
        : sameBytes(named.keyHash, keyIdentifier(signer.publicKey));
    if (!same) return 'another responder is named';
    const delegate = signer.extendedKeyUsage?.includes(OID.ocspSigning) ?? false;
    return delegate || signer.basicConstraints?.ca ? undefined : 'the signer is neither a CA nor its delegate';
  },
};
