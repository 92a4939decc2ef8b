/**
 * Linting a certificate before it is signed: every rule over the parsed bytes that would be signed. What does not
 * parse strictly is a finding of its own, so the answer is always a list.
 */
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { PkiError } from '../errors.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import { parseCertificate, parseTbsCertificate } from '../x509/certificate.ts';
import type { ProfileName } from '../x509/profiles.ts';
import { PROFILES } from '../x509/profiles.ts';
import type { Severity } from './rule.ts';
import { RULES } from './rules.ts';

export interface Finding {
  rule: string;
  citation: string;
  severity: Severity;
  detail: string;
}

/** Findings about an encoded certificate or tbsCertificate; none means it may be signed under this profile. */
export function lintCertificate(bytes: Uint8Array, profile: ProfileName): Finding[] {
  let certificate: TbsCertificate;
  try {
    certificate = parseEither(bytes);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ rule: 'der/strict', citation: 'X.690 §11, RFC 5280 §4.1', severity: 'error', detail: error.message }];
  }
  return RULES.flatMap(({ rule, citation, severity, check }) => {
    const detail = check(certificate, PROFILES[profile]);
    return detail === undefined ? [] : [{ rule, citation, severity, detail }];
  });
}

function parseEither(bytes: Uint8Array): TbsCertificate {
  const first = readDer(bytes, { limits: { maxBytes: 65_536 } })
    .open(TAG.sequence, 'certificate')
    .any('version');
  return first.tag === contextConstructed(0) ? parseTbsCertificate(bytes) : parseCertificate(bytes);
}
