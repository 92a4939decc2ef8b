import { OID } from '../../der/oids.ts';
import type { GeneralName } from '../../x509/general-name.ts';
import { extensionOf } from '../extension-of.ts';
import type { CertificateRule } from '../rule.ts';

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}\\.)*${LABEL}$`);
const isHost = (text: string): boolean => text.length <= 253 && HOST.test(text);

/** Alternative names are what their kinds say; the extension is critical when the subject is empty, and only then. */
export const subjectAlternativeName: CertificateRule = {
  rule: 'rfc5280/subject-alternative-name',
  citation: 'RFC 5280 §4.2.1.6',
  severity: 'error',
  check(certificate) {
    const { subject, subjectAltNames } = certificate;
    const extension = extensionOf(certificate, OID.subjectAltName);
    const empty = subject.attributes.length === 0;
    if (empty && !extension) return 'neither a subject nor alternative names';
    if (extension && extension.critical !== empty) return empty ? 'not critical' : 'critical beside a subject';
    const wrong = subjectAltNames.find((name) => !isWellFormed(name));
    return wrong && `${wrong.kind}: ${String(wrong.value).slice(0, 80)}`;
  },
};

function isWellFormed({ kind, value }: GeneralName): boolean {
  const text = String(value);
  switch (kind) {
    case 'dns':
      return isHost(text.replace(/^\*\./, ''));
    case 'rfc822':
      return /^[^@\s<>"]+@[^@]+$/.test(text) && isHost(text.slice(text.lastIndexOf('@') + 1));
    case 'uri':
      return isAbsoluteUri(text);
    case 'ip':
      return value instanceof Uint8Array && (value.length === 4 || value.length === 16);
    default:
      return true;
  }
}

/** Absolute, and with an authority that names a host or an address where it has one. */
function isAbsoluteUri(text: string): boolean {
  const [, rest] = /^[A-Za-z][A-Za-z0-9+.-]*:(.+)$/.exec(text) ?? [];
  const [, authority] = /^\/\/([^/?#]*)/.exec(rest ?? '') ?? [];
  if (rest === undefined || authority === undefined) return rest !== undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d+$/, '');
  return isHost(host) || /^\[[0-9A-Fa-f:.]+\]$/.test(host);
}
