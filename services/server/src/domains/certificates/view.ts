/** Certificates as the wallet sees them. */
import type { CertificateView } from '@qianyin/contract';
import { textOf } from '../../platform/base64url.ts';
import { type DualCertificates, stateOf } from './model.ts';

export function viewOf(pair: DualCertificates, now: Date): CertificateView {
  return {
    id: pair.id,
    orderId: pair.orderId,
    keyId: pair.signingKeyId,
    encryptionKeyId: pair.encryptionKeyId,
    kind: pair.kind,
    name: pair.name,
    uscc: pair.uscc,
    serial: pair.serial,
    notBefore: pair.notBefore.toISOString(),
    notAfter: pair.notAfter.toISOString(),
    state: stateOf(pair, now),
    signing: textOf(pair.signing),
    encryption: textOf(pair.encryption),
    chain: pair.chain.map(textOf),
  };
}
