/** The extensions of a certificate that is being built: what its profile and its input make of RFC 5280 §4.2. */
import { ascii } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { boolean, implicit, integer, namedBits, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { TbsCertificate } from './certificate.ts';
import { buildDistributionPoints } from './distribution-points.ts';
import type { GeneralNameInput } from './general-name.ts';
import { buildGeneralName } from './general-name.ts';
import type { IdentifierInput } from './identifiers.ts';
import { buildIdentifiers } from './identifiers.ts';
import { keyIdentifier } from './key-id.ts';
import { keyUsageBit } from './key-usage.ts';
import type { NameConstraintsInput } from './name-constraints.ts';
import { buildNameConstraints } from './name-constraints.ts';
import { buildPolicies } from './policies.ts';
import type { Profile } from './profiles.ts';

export interface CertificateUrls {
  crl?: string;
  /** Where delta lists are found. */
  freshestCrl?: string;
  ocsp?: string;
  caIssuers?: string;
}

export interface ExtensionsInput extends IdentifierInput {
  /** The issuing certificate; left out for a root, which issues itself. */
  issuer?: TbsCertificate;
  subjectAltNames?: readonly GeneralNameInput[];
  /** Object identifiers of certificate policies. */
  policies?: readonly string[];
  nameConstraints?: NameConstraintsInput;
  urls?: CertificateUrls;
}

/** `publicKey`: content of the BIT STRING of the subject's key. */
export function buildExtensions(profile: Profile, input: ExtensionsInput, publicKey: Uint8Array): Uint8Array[] {
  const own = keyIdentifier(publicKey);
  const authority = input.issuer ? (input.issuer.subjectKeyId ?? keyIdentifier(input.issuer.publicKey)) : own;
  const purposes = profile.extendedKeyUsage;
  const { urls = {}, policies, nameConstraints, subjectAltNames } = input;
  return [
    extension(OID.basicConstraints, true, basicConstraints(profile)),
    extension(OID.keyUsage, true, namedBits(profile.keyUsage.map(keyUsageBit))),
    extension(OID.subjectKeyId, false, octetString(own)),
    extension(OID.authorityKeyId, false, sequence(implicit(0, authority))),
    ...(purposes.length > 0
      ? [extension(OID.extendedKeyUsage, profile.extendedKeyUsageCritical, sequence(...purposes.map(oid)))]
      : []),
    ...(subjectAltNames ? [extension(OID.subjectAltName, false, alternativeNames(subjectAltNames))] : []),
    ...(policies ? [extension(OID.certificatePolicies, false, buildPolicies(policies))] : []),
    ...(nameConstraints ? [extension(OID.nameConstraints, true, buildNameConstraints(nameConstraints))] : []),
    ...(profile.ocspNoCheck ? [extension(OID.ocspNoCheck, false, nullValue())] : []),
    ...urlExtensions(urls),
    ...buildIdentifiers(input).map((each) => extension(each.oid, false, each.value)),
  ];
}

function extension(type: string, critical: boolean, value: Uint8Array): Uint8Array {
  return critical ? sequence(oid(type), boolean(true), octetString(value)) : sequence(oid(type), octetString(value));
}

function basicConstraints(profile: Profile): Uint8Array {
  if (!profile.ca) return sequence();
  return profile.pathLength === undefined
    ? sequence(boolean(true))
    : sequence(boolean(true), integer(profile.pathLength));
}

/** A host name in letters, digits and hyphens, at most its first label a `*` (RFC 5280 §4.2.1.6, RFC 9525 §6.3). */
const HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

function alternativeNames(names: readonly GeneralNameInput[]): Uint8Array {
  const field = 'subjectAltNames';
  const refuse = (detail: string): never => {
    throw new PkiError('pki/bad-value', detail, { field });
  };
  if (names.length === 0) refuse('no names');
  for (const name of names) {
    if (name.kind === 'dns' && (name.value.length > 253 || !HOST.test(name.value))) refuse('not a host name');
    if (name.kind === 'ip' && name.value.length !== 4 && name.value.length !== 16) refuse('not an address');
    if (name.kind === 'rfc822' && !/^[^@\s]+@[^@\s]+$/.test(name.value)) refuse('not a mailbox');
  }
  return sequence(...names.map((name) => buildGeneralName(name, field)));
}

function urlExtensions(urls: CertificateUrls): Uint8Array[] {
  const list: Uint8Array[] = [];
  const point = (type: string, url: string, field: string) => {
    checkUrl(url, field);
    const points = buildDistributionPoints([{ names: [{ kind: 'uri', value: url }] }]);
    list.push(extension(type, false, points));
  };
  if (urls.crl !== undefined) point(OID.crlDistributionPoints, urls.crl, 'urls.crl');
  if (urls.freshestCrl !== undefined) point(OID.freshestCrl, urls.freshestCrl, 'urls.freshestCrl');
  const access: Uint8Array[] = [];
  if (urls.ocsp !== undefined) access.push(sequence(oid(OID.accessOcsp), uri(urls.ocsp, 'urls.ocsp')));
  if (urls.caIssuers !== undefined)
    access.push(sequence(oid(OID.accessCaIssuers), uri(urls.caIssuers, 'urls.caIssuers')));
  if (access.length > 0) list.push(extension(OID.authorityInfoAccess, false, sequence(...access)));
  return list;
}

function uri(url: string, field: string): Uint8Array {
  checkUrl(url, field);
  return implicit(6, ascii(url));
}

function checkUrl(url: string, field: string): void {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(url))
    throw new PkiError('pki/bad-value', 'an http(s) URL in ASCII expected', { field });
}
