/**
 * Certificates of any shape, good or bad, for the paths matrix: a writer of its own, since the builders under test refuse
 * to make most of them. ECDSA P-256, RSA or SM2; the last of a chain is the root.
 */
import { type AuthorityKind, signingKey, type SigningKey } from './authority.ts';
import { element, elements, integerOf, wrapped } from './der.ts';
import { fromHex, utf8 } from './seed.ts';

/** `dns:`, `email:`, `uri:`, `ip:` (hex) or `dn:` followed by the value. */
export type NameText = string;

export interface Link {
  /** Its key and, unless `name` says otherwise, its common name. */
  key: string;
  name?: string;
  organization?: string;
  /** How the issuer is named; left out: as it names itself. */
  issuerName?: string;
  kind?: AuthorityKind;
  /** false: basicConstraints says that it is none; 'absent': it says nothing. */
  ca?: boolean | 'absent';
  pathLength?: number;
  /** Bits of keyUsage; an empty list leaves the extension out. */
  keyUsage?: readonly number[];
  policies?: readonly string[];
  /** Of the issuer's domain, of the subject's. */
  mappings?: readonly (readonly [string, string])[];
  requireExplicitPolicy?: number;
  inhibitPolicyMapping?: number;
  inhibitAnyPolicy?: number;
  permitted?: readonly NameText[];
  excluded?: readonly NameText[];
  subjectAltNames?: readonly NameText[];
  /** An extension that nobody knows. */
  unknownExtension?: 'critical' | 'not critical';
  notBefore?: string;
  notAfter?: string;
  /** Another key than the issuer's signed it. */
  forged?: boolean;
}

const DIGITAL_SIGNATURE = 0;
const KEY_CERT_SIGN = 5;
const CRL_SIGN = 6;

/** From the certificate asked about to the root. */
export function makeChain(links: readonly Link[]): Uint8Array[] {
  return links.map((link, index) => makeCertificate(link, links[index + 1] ?? link, index));
}

const keyOf = ({ key, kind = 'p256' }: Link): SigningKey => signingKey(kind, `path ${key}`);

function makeCertificate(link: Link, issuer: Link, depth: number): Uint8Array {
  const signer = link.forged ? signingKey(issuer.kind ?? 'p256', 'path forger') : keyOf(issuer);
  const algorithm = ALGORITHMS[issuer.kind ?? 'p256'] ?? new Uint8Array();
  const tbs = wrapped(
    0x30,
    wrapped(0xa0, fromHex('020102')),
    integerOf(utf8(`${depth} ${link.key}`.slice(0, 16))),
    algorithm,
    nameOf(link.issuerName ?? issuer.name ?? issuer.key, issuer.organization),
    wrapped(0x30, time(link.notBefore ?? '20200101000000Z'), time(link.notAfter ?? '20490101000000Z')),
    nameOf(link.name ?? link.key, link.organization),
    keyOf(link).spki,
    wrapped(0xa3, wrapped(0x30, ...extensionsOf(link, issuer, depth))),
  );
  return wrapped(0x30, tbs, algorithm, wrapped(0x03, new Uint8Array([0]), encodedSignature(signer, tbs)));
}

const ALGORITHMS: Partial<Record<AuthorityKind, Uint8Array>> = {
  p256: fromHex('300a06082a8648ce3d040302'),
  p384: fromHex('300a06082a8648ce3d040303'),
  sm2: fromHex('300a06082a811ccf55018375'),
  rsa: fromHex('300d06092a864886f70d01010b0500'),
};

function encodedSignature({ sign, algorithm }: SigningKey, message: Uint8Array): Uint8Array {
  const raw = sign(message);
  if (algorithm.startsWith('rsa')) return raw;
  return wrapped(0x30, integerOf(raw.subarray(0, raw.length / 2)), integerOf(raw.subarray(raw.length / 2)));
}

/** UTCTime to 2049 (RFC 5280 §4.1.2.5). */
const time = (text: string): Uint8Array =>
  Number(text.slice(0, 4)) < 2050 ? wrapped(0x17, utf8(text.slice(2))) : wrapped(0x18, utf8(text));

function nameOf(commonName: string, organization = 'Paths'): Uint8Array {
  const attribute = (type: string, tag: number, value: string) =>
    wrapped(0x31, wrapped(0x30, fromHex(`0603${type}`), wrapped(tag, utf8(value))));
  return wrapped(
    0x30,
    attribute('550406', 0x13, 'CN'),
    attribute('55040a', 0x0c, organization),
    attribute('550403', 0x0c, commonName),
  );
}

function oidOf(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return wrapped(0x06, new Uint8Array(octets));
}

const sequence = (...members: readonly Uint8Array[]): Uint8Array => wrapped(0x30, ...members);
const small = (tag: number, value: number): Uint8Array => wrapped(tag, new Uint8Array([value]));

function extensionsOf(link: Link, issuer: Link, depth: number): Uint8Array[] {
  const ca = link.ca ?? depth > 0;
  const usage = link.keyUsage ?? (ca === true ? [KEY_CERT_SIGN, CRL_SIGN] : [DIGITAL_SIGNATURE]);
  const list: Uint8Array[] = [];
  const add = (oid: string, critical: boolean, value: Uint8Array) =>
    list.push(sequence(oidOf(oid), ...(critical ? [fromHex('0101ff')] : []), wrapped(0x04, value)));
  if (ca !== 'absent') {
    const length = link.pathLength === undefined ? [] : [small(0x02, link.pathLength)];
    add('2.5.29.19', true, ca ? sequence(fromHex('0101ff'), ...length) : sequence());
  }
  if (usage.length > 0) add('2.5.29.15', true, bits(usage));
  add('2.5.29.14', false, wrapped(0x04, keyId(link)));
  add('2.5.29.35', false, sequence(wrapped(0x80, keyId(issuer))));
  if (link.subjectAltNames) add('2.5.29.17', false, sequence(...link.subjectAltNames.map(generalName)));
  if (link.policies) add('2.5.29.32', false, sequence(...link.policies.map((each) => sequence(oidOf(each)))));
  if (link.mappings) add('2.5.29.33', true, sequence(...link.mappings.map((pair) => sequence(...pair.map(oidOf)))));
  if (link.requireExplicitPolicy !== undefined || link.inhibitPolicyMapping !== undefined) {
    const member = (tag: number, value?: number) => (value === undefined ? [] : [small(tag, value)]);
    add(
      '2.5.29.36',
      true,
      sequence(...member(0x80, link.requireExplicitPolicy), ...member(0x81, link.inhibitPolicyMapping)),
    );
  }
  if (link.inhibitAnyPolicy !== undefined) add('2.5.29.54', true, small(0x02, link.inhibitAnyPolicy));
  if (link.permitted || link.excluded)
    add('2.5.29.30', true, sequence(...trees(0xa0, link.permitted), ...trees(0xa1, link.excluded)));
  if (link.unknownExtension) add('1.2.156.1.1.1', link.unknownExtension === 'critical', fromHex('0500'));
  return list;
}

function bits(set: readonly number[]): Uint8Array {
  let octet = 0;
  for (const bit of set) octet |= 0x80 >> bit;
  return wrapped(0x03, new Uint8Array([7 - Math.max(...set), octet]));
}

/** The first 20 octets of the public key, which serve as well as a digest. */
const keyId = (link: Link): Uint8Array =>
  (elements(element(keyOf(link).spki).content)[1]?.content ?? new Uint8Array()).slice(10, 30);

const trees = (tag: number, names: readonly NameText[] = []): Uint8Array[] =>
  names.length > 0 ? [wrapped(tag, ...names.map((each) => sequence(generalName(each))))] : [];

function generalName(text: NameText): Uint8Array {
  const [type, value] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)];
  if (type === 'email') return wrapped(0x81, utf8(value));
  if (type === 'dns') return wrapped(0x82, utf8(value));
  if (type === 'uri') return wrapped(0x86, utf8(value));
  if (type === 'ip') return wrapped(0x87, fromHex(value));
  // `dn:` names an organization, whose subtree begins with it.
  const whole = elements(element(nameOf('', value)).content);
  return wrapped(0xa4, sequence(...whole.slice(0, 2).map(({ bytes }) => bytes)));
}
