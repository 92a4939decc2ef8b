/** What a lint is: one rule, one file, one citation. It looks at something parsed, knows its surroundings and says what is wrong. */
import type { TbsCertificateList } from '../crl/crl.ts';
import type { OcspResponseData } from '../ocsp/response.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import type { Profile } from '../x509/profiles.ts';

export type Severity = 'error' | 'warning';

export interface RuleOf<Subject, Context> {
  /** `source/what`, the file's path under lint/. */
  rule: string;
  citation: string;
  severity: Severity;
  /** What is wrong, or undefined. */
  check(subject: Subject, context: Context): string | undefined;
}

/** What a certificate must be under its profile. */
export type Rule = RuleOf<TbsCertificate, Profile>;

export interface CertificateContext {
  /** Who is going to sign; undefined for a root, and where it is not known. */
  issuer?: TbsCertificate;
}
/** What every certificate must be, of any kind of key and profile. */
export type CertificateRule = RuleOf<TbsCertificate, CertificateContext>;

export type CrlRule = RuleOf<TbsCertificateList, { issuer: TbsCertificate }>;
export type OcspRule = RuleOf<OcspResponseData, { responder: TbsCertificate }>;
