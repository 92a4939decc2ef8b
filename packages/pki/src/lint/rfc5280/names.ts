import type { Name } from '../../x509/name.ts';
import type { CertificateRule } from '../rule.ts';

/** The issuer and a CA's subject are not empty, no attribute is, and the country has two letters. */
export const names: CertificateRule = {
  rule: 'rfc5280/names',
  citation: 'RFC 5280 §4.1.2.4, §4.1.2.6; X.520 §6.3.1',
  severity: 'error',
  check({ issuer, subject, basicConstraints }) {
    if (issuer.attributes.length === 0) return 'issuer is empty';
    if (basicConstraints?.ca && subject.attributes.length === 0) return 'subject of a CA is empty';
    return fault(issuer, 'issuer') ?? fault(subject, 'subject');
  },
};

function fault(name: Name, which: string): string | undefined {
  const blank = name.attributes.find(({ value }) => value.trim() === '');
  if (blank) return `${which}: attribute ${blank.oid} is empty`;
  return name.country === undefined || /^[A-Z]{2}$/.test(name.country)
    ? undefined
    : `${which}: country is not two capital letters`;
}
