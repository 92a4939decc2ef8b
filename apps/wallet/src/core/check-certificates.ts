/**
 * Certificates that arrive are believed when they hold exactly our two keys and the order's names, and lead to the
 * authority that came with them. Left out: trust in that authority; the phone knows none but its own service's.
 */
import type { CertificateView, ClaimForm } from '@qianyin/contract';
import { type Certificate, parseCertificate, PkiError, verifyPath } from '@qianyin/pki';
import { answerBytes } from './answer.ts';
import { type Bytes, equalBytes } from './bytes.ts';
import { WalletError } from './errors.ts';
import { unitSubjectDer } from './subject.ts';

export interface ExpectedCertificates {
  signingKey: Uint8Array;
  encryptionKey: Uint8Array;
  form: Pick<ClaimForm, 'unitName' | 'uscc'>;
  now: Date;
}

export interface CheckedCertificates {
  signing: Bytes;
  encryption: Bytes;
  /** Issuing CA, then root. */
  chain: Bytes[];
}

/** Throws wallet/certificate-…; `field` says which of the two. */
export function checkCertificates(view: CertificateView, expected: ExpectedCertificates): CheckedCertificates {
  const checked: CheckedCertificates = {
    signing: answerBytes(view.signing, 'signing'),
    encryption: answerBytes(view.encryption, 'encryption'),
    chain: view.chain.map((der) => answerBytes(der, 'chain')),
  };
  const chain = checked.chain.map((der) => read(der, 'chain'));
  const signing = read(checked.signing, 'signing');
  checkOne(signing, 'signing', expected.signingKey, expected, chain);
  checkOne(read(checked.encryption, 'encryption'), 'encryption', expected.encryptionKey, expected, chain);
  if (signing.serial !== view.serial) throw new WalletError('wallet/certificate-unreadable', { field: 'serial' });
  return checked;
}

function checkOne(
  certificate: Certificate,
  field: 'signing' | 'encryption',
  key: Uint8Array,
  { form, now }: ExpectedCertificates,
  chain: Certificate[],
): void {
  if (!equalBytes(certificate.publicKey, key)) throw new WalletError('wallet/certificate-key-differs', { field });
  if (!equalBytes(certificate.subject.der, unitSubjectDer(form))) {
    throw new WalletError('wallet/certificate-name-differs', { field });
  }
  if (certificate.uscc !== form.uscc) throw new WalletError('wallet/certificate-name-differs', { field: 'uscc' });
  const path = verifyPath({
    certificate,
    intermediates: chain.slice(0, -1),
    roots: chain.slice(-1),
    // Just issued by a clock that may run a little ahead of ours.
    at: new Date(Math.max(now.getTime(), certificate.notBefore.getTime())),
    usage: field === 'signing' ? 'digitalSignature' : 'keyEncipherment',
  });
  if (!path.ok) throw new WalletError('wallet/certificate-chain-invalid', { field, cause: path.reasons });
}

function read(der: Uint8Array, field: string): Certificate {
  try {
    return parseCertificate(der);
  } catch (cause) {
    if (cause instanceof PkiError) throw new WalletError('wallet/certificate-unreadable', { field, cause });
    throw cause;
  }
}
