/** Every rule, by what it is about. */
import { usccCheckCharacter } from './gb32100/uscc-check-character.ts';
import { identifierForm } from './gmt0015/identifier-form.ts';
import { keyUsage } from './gmt0015/key-usage.ts';
import { personPresence } from './gmt0015/person-presence.ts';
import { publicKey } from './gmt0015/public-key.ts';
import { signatureAlgorithm } from './gmt0015/signature-algorithm.ts';
import { twoCertificates } from './gmt0015/two-certificates.ts';
import { usccPresence } from './gmt0015/uscc-presence.ts';
import { extendedKeyUsage as profileExtendedKeyUsage } from './profile/extended-key-usage.ts';
import { issuance } from './profile/issuance.ts';
import { nameConstraints } from './profile/name-constraints.ts';
import { ocspNoCheck } from './profile/ocsp-nocheck.ts';
import { personHidden } from './profile/person-hidden.ts';
import { policies } from './profile/policies.ts';
import { serialEntropy } from './profile/serial-entropy.ts';
import { subject } from './profile/subject.ts';
import { subjectAltNames } from './profile/subject-alt-names.ts';
import { validityLength } from './profile/validity-length.ts';
import { authorityInformationAccess } from './rfc5280/authority-information-access.ts';
import { authorityKeyId } from './rfc5280/authority-key-id.ts';
import { basicConstraints } from './rfc5280/basic-constraints.ts';
import { caExtensions } from './rfc5280/ca-extensions.ts';
import { criticalExtensions } from './rfc5280/critical-extensions.ts';
import { crlDistributionPoints } from './rfc5280/crl-distribution-points.ts';
import { distributionPointReasons } from './rfc5280/distribution-point-reasons.ts';
import { extendedKeyUsage } from './rfc5280/extended-key-usage.ts';
import { extensionCriticality } from './rfc5280/extension-criticality.ts';
import { extensionEncoding } from './rfc5280/extension-encoding.ts';
import { issuerAllows } from './rfc5280/issuer-allows.ts';
import { issuerKeyId } from './rfc5280/issuer-key-id.ts';
import { issuerName } from './rfc5280/issuer-name.ts';
import { keyUsageBits } from './rfc5280/key-usage-bits.ts';
import { keyUsageKey } from './rfc5280/key-usage-key.ts';
import { keyUsagePurpose } from './rfc5280/key-usage-purpose.ts';
import { nameBounds } from './rfc5280/name-bounds.ts';
import { nameEncodings } from './rfc5280/name-encodings.ts';
import { names } from './rfc5280/names.ts';
import { policyMappings } from './rfc5280/policy-mappings.ts';
import { policyQualifiers } from './rfc5280/policy-qualifiers.ts';
import { serialNumber } from './rfc5280/serial-number.ts';
import { subjectAlternativeName } from './rfc5280/subject-alternative-name.ts';
import { subjectKeyId } from './rfc5280/subject-key-id.ts';
import { timeForm } from './rfc5280/time-form.ts';
import { validityOrder } from './rfc5280/validity-order.ts';
import { entries } from './crl/entries.ts';
import { entryDates } from './crl/entry-dates.ts';
import { extensionCriticality as crlExtensionCriticality } from './crl/extension-criticality.ts';
import { issuer } from './crl/issuer.ts';
import { number } from './crl/number.ts';
import { times as crlTimes } from './crl/times.ts';
import { answers } from './ocsp/answers.ts';
import { responder } from './ocsp/responder.ts';
import { times as ocspTimes } from './ocsp/times.ts';
import type { CertificateRule, CrlRule, OcspRule, Rule } from './rule.ts';

/** Of every certificate. */
export const CERTIFICATE_RULES: readonly CertificateRule[] = [
  serialNumber,
  validityOrder,
  timeForm,
  names,
  nameEncodings,
  nameBounds,
  subjectAlternativeName,
  extensionEncoding,
  extensionCriticality,
  criticalExtensions,
  caExtensions,
  subjectKeyId,
  issuerKeyId,
  issuerName,
  issuerAllows,
  keyUsageBits,
  keyUsageKey,
  keyUsagePurpose,
  extendedKeyUsage,
  policyMappings,
  policyQualifiers,
  distributionPointReasons,
  signatureAlgorithm,
  twoCertificates,
  identifierForm,
  usccCheckCharacter,
];

/** Of a certificate under its profile. */
export const RULES: readonly Rule[] = [
  basicConstraints,
  authorityKeyId,
  crlDistributionPoints,
  authorityInformationAccess,
  publicKey,
  keyUsage,
  usccPresence,
  personPresence,
  issuance,
  serialEntropy,
  validityLength,
  profileExtendedKeyUsage,
  subject,
  personHidden,
  ocspNoCheck,
  subjectAltNames,
  policies,
  nameConstraints,
];

export const CRL_RULES: readonly CrlRule[] = [number, issuer, crlTimes, crlExtensionCriticality, entries, entryDates];

export const OCSP_RULES: readonly OcspRule[] = [responder, ocspTimes, answers];
