/**
 * The certificates of the account as the screens need them: the service's list, with what only this phone knows.
 */
import type { CertificateView } from '@qianyin/contract';
import { accountOf, type Phone } from './phone.ts';

export interface PhoneCertificate extends CertificateView {
  /** The keys lie on this phone; otherwise the certificate is used from another one. */
  here: boolean;
}

export async function listCertificates(phone: Phone): Promise<PhoneCertificate[]> {
  const account = accountOf(phone).id;
  const { certificates } = await phone.api.certificates.listCertificates();
  const keys = await phone.storage.list('keys');
  const mine = new Set(keys.filter((key) => key.accountId === account).map((key) => key.keyId));
  return certificates.map((view) => ({ ...view, here: mine.has(view.keyId) }));
}
