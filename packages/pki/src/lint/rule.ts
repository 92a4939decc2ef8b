/** What a lint is: one rule, one file, one citation. A rule sees a parsed certificate and its profile and says what is wrong. */
import type { TbsCertificate } from '../x509/certificate.ts';
import type { Profile } from '../x509/profiles.ts';

export type Severity = 'error' | 'warning';

export interface Rule {
  /** `source/what`, the file's path under lint/. */
  rule: string;
  citation: string;
  severity: Severity;
  /** What is wrong, or undefined. */
  check(certificate: TbsCertificate, profile: Profile): string | undefined;
}
