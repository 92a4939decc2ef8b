/** What a certificate says, decided from the order and the issuing CA, pure. */
import type { NameInput, ProfileName } from '@qianyin/pki';
import type { OrderForIssuance } from '../orders/index.ts';

export type CertificatePurpose = 'signing' | 'encryption';

/** C=CN (the library's default), O and CN the registered name; nothing of it comes from the request. */
export function subjectOf({ form }: Pick<OrderForIssuance, 'form'>): NameInput {
  return { organization: form.unitName, commonName: form.unitName };
}

export function profileOf({ subject }: Pick<OrderForIssuance, 'subject'>, purpose: CertificatePurpose): ProfileName {
  return `${subject}-${purpose}`;
}

/** From the whole second of issuance; `years` later, and never longer than its issuer. */
export function validityOf(
  years: number,
  { issuedAt, issuerNotAfter }: { issuedAt: Date; issuerNotAfter: Date },
): { notBefore: Date; notAfter: Date } {
  const notBefore = wholeSecond(issuedAt);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  return { notBefore, notAfter: notAfter < issuerNotAfter ? notAfter : issuerNotAfter };
}

/** X.509 times have no fractions. */
export function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

/** Where relying parties look, from the public URL of the service. */
export function urlsOf(publicUrl: string): { crl: string; ocsp: string; caIssuers: string } {
  return {
    crl: `${publicUrl}/crl/issuing.crl`,
    ocsp: `${publicUrl}/ocsp`,
    caIssuers: `${publicUrl}/ca/issuing.cer`,
  };
}
