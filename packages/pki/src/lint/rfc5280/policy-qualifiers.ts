import { latin1 } from '../../bytes.ts';
import { OID } from '../../der/oids.ts';
import type { Der } from '../../der/read.ts';
import { readOwnDer } from '../../der/read.ts';
import { TAG } from '../../der/tags.ts';
import { readText } from '../../der/values.ts';
import type { PolicyQualifier } from '../../x509/policies.ts';
import type { CertificateRule } from '../rule.ts';

/** A CPS pointer is a URI in IA5String; a notice has at most 200 characters, and no reference; anyPolicy takes no others. */
export const policyQualifiers: CertificateRule = {
  rule: 'rfc5280/policy-qualifiers',
  citation: 'RFC 5280 §4.2.1.4',
  severity: 'error',
  check({ policies = [] }) {
    for (const { oid, qualifiers } of policies) {
      for (const qualifier of qualifiers) {
        const fault = faultOf(qualifier, oid === OID.anyPolicy);
        if (fault) return `${oid}: ${fault}`;
      }
    }
    return undefined;
  },
};

function faultOf({ oid, value }: PolicyQualifier, ofAnyPolicy: boolean): string | undefined {
  const der = readOwnDer(value);
  if (oid === OID.cpsQualifier) {
    const isUri = der.tag === TAG.ia5String && /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(latin1(der.content));
    return isUri ? undefined : 'a CPS pointer that is no URI';
  }
  if (oid === OID.userNoticeQualifier) return noticeFault(der);
  return ofAnyPolicy ? `qualifier ${oid} of anyPolicy` : undefined;
}

function noticeFault(notice: Der): string | undefined {
  if (notice.tag !== TAG.sequence) return 'a notice that is no SEQUENCE';
  const [text, ...rest] = notice.list(TAG.sequence, 'notice', 4);
  if (!text) return 'an empty notice';
  // "Conforming CAs SHOULD NOT use the noticeRef option."
  if (text.tag === TAG.sequence || rest.length > 0) return 'a notice with a reference';
  if (text.tag !== TAG.utf8String && text.tag !== TAG.visibleString)
    return 'a notice in neither UTF8String nor VisibleString';
  return [...readText(text, 'notice')].length > 200 ? 'a notice of more than 200 characters' : undefined;
}
