/**
 * Judging names by the constraints of the CAs above (RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g)): directoryName,
 * dNSName, iPAddress, rfc822Name and URI. A constraint on any other kind of name refuses names of that kind, and so
 * does a name that does not parse as what it claims to be: nobody can say that it lies inside.
 *
 * A dNSName subtree with a leading dot, which RFC 5280 does not define, is read as OpenSSL does: only what is below.
 */
import { OID } from '../der/oids.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import { isWithinName } from '../x509/compare-names.ts';
import type { GeneralName } from '../x509/general-name.ts';
import type { NameConstraints } from '../x509/name-constraints.ts';
import type { Reason } from './reason.ts';

/** Comparisons for one path; a certificate of thousands of names under thousands of subtrees is an attack. */
const MAX_COMPARISONS = 250_000;
/** SmtpUTF8Mailbox (RFC 9598 §3): constrained by rfc822Name subtrees, which are not applied to it here. */
const SMTP_UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9';

export class NameRules {
  /** One list for each certificate that constrained: a name must fit every list, that is, their intersection. */
  readonly #permitted: (readonly GeneralName[])[] = [];
  readonly #excluded: GeneralName[] = [];
  #left = MAX_COMPARISONS;

  /** Constraints of one more CA on the way down. */
  add({ permitted, excluded }: Partial<NameConstraints>): void {
    if (permitted && permitted.length > 0) this.#permitted.push(permitted);
    if (excluded) this.#excluded.push(...excluded);
  }

  judge(certificate: TbsCertificate): Reason | undefined {
    if (this.#permitted.length + this.#excluded.length === 0) return undefined;
    for (const name of namesOf(certificate)) {
      const reason = this.#judgeName(name);
      if (reason) return reason;
    }
    return undefined;
  }

  #judgeName(name: GeneralName): Reason | undefined {
    const subtrees = this.#permitted.reduce((sum, list) => sum + list.length, this.#excluded.length);
    this.#left -= subtrees;
    if (this.#left < 0) return 'pki/path-too-complex';
    const excluded = this.#excluded.filter((base) => concerns(base, name));
    const lists = this.#permitted.map((list) => list.filter((base) => concerns(base, name)));
    const constrained = lists.filter((list) => list.length > 0);
    if (excluded.length + constrained.length === 0) return undefined;
    if (name.kind === 'other' || name.kind === 'registeredId') return 'pki/name-constraint-unsupported';
    const form = FORMS[name.kind] as Form;
    // A subtree that does not parse would exclude nothing.
    const bases = [...excluded, ...constrained.flat()];
    if (form.reads && !bases.every(form.reads)) return 'pki/name-constraint-unsupported';
    if (form.fits && !form.fits(name)) return 'pki/name-not-permitted';
    if (excluded.some((base) => form.isWithin(name, base, true))) return 'pki/name-not-permitted';
    const inside = constrained.every((list) => list.some((base) => form.isWithin(name, base, false)));
    return inside ? undefined : 'pki/name-not-permitted';
  }
}

/** Every name a certificate gives its subject: the subject, the alternative names, and e-mail in the subject of old. */
function namesOf(certificate: TbsCertificate): GeneralName[] {
  const { subject, subjectAltNames } = certificate;
  const names = [...subjectAltNames];
  if (subject.attributes.length > 0) names.push({ kind: 'directory', value: subject, der: subject.der });
  if (subjectAltNames.length === 0) {
    for (const { oid, value } of subject.attributes) {
      if (oid === OID.emailAddress) names.push({ kind: 'rfc822', value, der: subject.der });
    }
  }
  return names;
}

function concerns(base: GeneralName, name: GeneralName): boolean {
  if (name.kind === 'other' && name.value === SMTP_UTF8_MAILBOX && base.kind === 'rfc822') return true;
  // The tag tells otherName, x400Address and ediPartyName apart.
  return base.kind === name.kind && (base.kind !== 'other' || base.der[0] === name.der[0]);
}

interface Form {
  /** Whether the subtree is one. */
  reads?(base: GeneralName): boolean;
  /** Whether the name is what its kind says. */
  fits?(name: GeneralName): boolean;
  isWithin(name: GeneralName, base: GeneralName, excluding: boolean): boolean;
}

const lower = ({ value }: GeneralName): string => String(value).toLowerCase();
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const isHost = (text: string): boolean => text.length <= 253 && HOST.test(text);
const isBelow = (host: string, domain: string): boolean => host.length > domain.length && host.endsWith(domain);

/** A domain with a leading dot covers what is below it, without one the host itself. */
const hostFits = (host: string, base: string): boolean =>
  base === '' || (base.startsWith('.') ? isBelow(host, base) : host === base);

const readsDomain = (base: GeneralName): boolean => lower(base) === '' || isHost(lower(base).replace(/^\./, ''));

const dns: Form = {
  reads: readsDomain,
  fits: (name) => isHost(lower(name).replace(/^\*\./, '')),
  isWithin(name, base, excluding) {
    const [host, domain] = [lower(name), lower(base)];
    const dotted = domain.startsWith('.') ? domain : `.${domain}`;
    if (domain === '' || host === domain || isBelow(host, dotted)) return true;
    // `*.example.com` is also every name that an excluded `www.example.com` forbids.
    return excluding && host.startsWith('*.') && isBelow(dotted, host.slice(1));
  },
};

const rfc822: Form = {
  reads: (base) => readsDomain(base) || mailboxOf(base) !== undefined,
  fits: (name) => mailboxOf(name) !== undefined,
  isWithin(name, base) {
    const mailbox = mailboxOf(name);
    const only = mailboxOf(base);
    if (!mailbox) return false;
    // §7.5: the host in any case, the local part as it stands.
    if (only) return mailbox.local === only.local && mailbox.host === only.host;
    return hostFits(mailbox.host, lower(base));
  },
};

function mailboxOf({ value }: GeneralName): { local: string; host: string } | undefined {
  const [, local = '', host = ''] = /^([^@\s"]+|"[^"\\]+")@([^@]+)$/.exec(String(value)) ?? [];
  return local !== '' && isHost(host.toLowerCase()) ? { local, host: host.toLowerCase() } : undefined;
}

const uri: Form = {
  reads: readsDomain,
  fits: (name) => uriHost(name) !== undefined,
  isWithin: (name, base) => hostFits(uriHost(name) ?? '', lower(base)),
};

/** The host of a URI as a domain name; an address or no authority at all is none (§4.2.1.10: such a URI is refused). */
function uriHost(name: GeneralName): string | undefined {
  const [, authority] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\\]*)/.exec(lower(name)) ?? [];
  const host = authority?.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return host !== undefined && isHost(host) && !/(?:^|\.)\d+$/.test(host) ? host : undefined;
}

const ip: Form = {
  fits: (name) => name.kind === 'ip' && (name.value.length === 4 || name.value.length === 16),
  isWithin(name, base) {
    if (name.kind !== 'ip' || base.kind !== 'ip' || base.value.length !== 2 * name.value.length) return false;
    const { value: subtree } = base;
    const size = name.value.length;
    return name.value.every((octet, i) => {
      const mask = subtree[size + i] as number;
      return (octet & mask) === ((subtree[i] as number) & mask);
    });
  },
};

const directory: Form = {
  isWithin: (name, base) =>
    name.kind === 'directory' && base.kind === 'directory' && isWithinName(name.value, base.value),
};

const FORMS = { dns, rfc822, uri, ip, directory } as const;
