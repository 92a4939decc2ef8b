import { OID } from '../../der/oids.ts';
import { TAG } from '../../der/tags.ts';
import { nameValues } from '../name-values.ts';
import type { CertificateRule } from '../rule.ts';

/** X.520 and RFC 5280 Appendix A.1: types that are not DirectoryString. */
const ONLY: Readonly<Record<string, number>> = {
  [OID.country]: TAG.printableString,
  [OID.serialNumberAttribute]: TAG.printableString,
  [OID.dnQualifier]: TAG.printableString,
  [OID.domainComponent]: TAG.ia5String,
  [OID.emailAddress]: TAG.ia5String,
};
const DIRECTORY_STRINGS: readonly number[] = [TAG.printableString, TAG.utf8String];

/** New names are PrintableString or UTF8String; a subject that is a CA's own name keeps the form it has. */
export const nameEncodings: CertificateRule = {
  rule: 'rfc5280/name-encodings',
  citation: 'RFC 5280 §4.1.2.4, Appendix A.1',
  severity: 'error',
  check({ subject }) {
    const wrong = nameValues(subject).find(({ oid, tag }) =>
      ONLY[oid] === undefined ? !DIRECTORY_STRINGS.includes(tag) : tag !== ONLY[oid],
    );
    return wrong && `${wrong.oid} is written with tag ${wrong.tag}`;
  },
};
