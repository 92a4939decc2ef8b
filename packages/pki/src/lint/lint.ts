/**
 * Linting what is about to be signed — a certificate, a list, an OCSP answer: every rule over the parsed bytes. What does
 * not parse strictly is a finding of its own, so the answer is always a list.
 *
 * Negative serial numbers, unique identifiers, other versions, extensions that come twice, and every second encoding of a
 * value are such findings: the strict reader leaves no certificate that would be written otherwise.
 */
import { parseTbsCrl } from '../crl/crl.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { PkiError } from '../errors.ts';
import { parseOcspResponseData } from '../ocsp/response.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import { parseCertificate, parseTbsCertificate } from '../x509/certificate.ts';
import type { ProfileName } from '../x509/profiles.ts';
import { PROFILES } from '../x509/profiles.ts';
import type { CertificateContext, RuleOf, Severity } from './rule.ts';
import { CERTIFICATE_RULES, CRL_RULES, OCSP_RULES, RULES } from './rules.ts';

export interface Finding {
  rule: string;
  citation: string;
  severity: Severity;
  detail: string;
}

/**
 * Findings about an encoded certificate or tbsCertificate; none means it may be signed under this profile. Without a
 * profile only what holds for every certificate is asked; with the issuer, whether it could have issued this one.
 */
export function lintCertificate(
  bytes: Uint8Array,
  profile: ProfileName | undefined,
  context: CertificateContext = {},
): Finding[] {
  return findingsOf('RFC 5280 §4.1', () => {
    const certificate = parseEither(bytes);
    const ofProfile = profile === undefined ? [] : apply(RULES, certificate, PROFILES[profile]);
    return [...apply(CERTIFICATE_RULES, certificate, context), ...ofProfile];
  });
}

/** Findings about an encoded TBSCertList that `issuer` is going to sign. */
export function lintCrl(tbs: Uint8Array, context: { issuer: TbsCertificate }): Finding[] {
  return findingsOf('RFC 5280 §5.1', () => apply(CRL_RULES, parseTbsCrl(tbs), context));
}

/** Findings about encoded ResponseData that `responder` is going to sign. */
export function lintOcspResponseData(tbs: Uint8Array, context: { responder: TbsCertificate }): Finding[] {
  return findingsOf('RFC 6960 §4.2.1', () => apply(OCSP_RULES, parseOcspResponseData(tbs), context));
}

function findingsOf(syntax: string, lint: () => Finding[]): Finding[] {
  try {
    return lint();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ rule: 'der/strict', citation: `X.690 §11, ${syntax}`, severity: 'error', detail: error.message }];
  }
}

function apply<Subject, Context>(
  rules: readonly RuleOf<Subject, Context>[],
  subject: Subject,
  context: Context,
): Finding[] {
  return rules.flatMap(({ rule, citation, severity, check }) => {
    const detail = check(subject, context);
    return detail === undefined ? [] : [{ rule, citation, severity, detail }];
  });
}

function parseEither(bytes: Uint8Array): TbsCertificate {
  const first = readDer(bytes, { limits: { maxBytes: 65_536 } })
    .open(TAG.sequence, 'certificate')
    .any('version');
  return first.tag === contextConstructed(0) ? parseTbsCertificate(bytes) : parseCertificate(bytes);
}
