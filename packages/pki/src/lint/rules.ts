/** Every rule, by source. */
import { usccCheckCharacter } from './gb32100/uscc-check-character.ts';
import { identifierForm } from './gmt0015/identifier-form.ts';
import { keyUsage } from './gmt0015/key-usage.ts';
import { personPresence } from './gmt0015/person-presence.ts';
import { publicKey } from './gmt0015/public-key.ts';
import { signatureAlgorithm } from './gmt0015/signature-algorithm.ts';
import { usccPresence } from './gmt0015/uscc-presence.ts';
import { extendedKeyUsage } from './profile/extended-key-usage.ts';
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
import { criticalExtensions } from './rfc5280/critical-extensions.ts';
import { crlDistributionPoints } from './rfc5280/crl-distribution-points.ts';
import { names } from './rfc5280/names.ts';
import { serialNumber } from './rfc5280/serial-number.ts';
import { subjectKeyId } from './rfc5280/subject-key-id.ts';
import { timeForm } from './rfc5280/time-form.ts';
import { validityOrder } from './rfc5280/validity-order.ts';
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [
  serialNumber,
  validityOrder,
  timeForm,
  names,
  basicConstraints,
  subjectKeyId,
  authorityKeyId,
  criticalExtensions,
  crlDistributionPoints,
  authorityInformationAccess,
  signatureAlgorithm,
  publicKey,
  keyUsage,
  identifierForm,
  usccPresence,
  personPresence,
  usccCheckCharacter,
  issuance,
  serialEntropy,
  validityLength,
  extendedKeyUsage,
  subject,
  personHidden,
  ocspNoCheck,
  subjectAltNames,
  policies,
  nameConstraints,
];
