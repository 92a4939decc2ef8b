/**
 * Chains for tests, from the anchor down, with any extension and any kind of key: what profiles would never issue. Keys
 * are made once for each place in a chain.
 */
import { OID } from '../der/oids.ts';
import {
  boolean,
  explicit,
  implicit,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  time,
  utf8,
  setOf,
} from '../der/write.ts';
import type {
  Certificate,
  DistributionPointInput,
  GeneralNameInput,
  KeyUsage,
  PolicyConstraints,
  SignatureAlgorithmName,
} from '../index.ts';
import { assembleCertificate, buildName, keyIdentifier, parseCertificate } from '../index.ts';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import { writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { buildDistributionPoints } from '../x509/distribution-points.ts';
import { buildGeneralName } from '../x509/general-name.ts';
import { keyUsageBit } from '../x509/key-usage.ts';
import type { NameConstraintsInput } from '../x509/name-constraints.ts';
import { buildNameConstraints } from '../x509/name-constraints.ts';
import { buildPolicies, buildPolicyConstraints, buildPolicyMappings } from '../x509/policies.ts';
import type { TestKey, TestKeyKind } from './key-kinds.ts';
import { makeKey } from './key-kinds.ts';

export interface Link {
  /** Common name, or an encoded name. */
  name?: string | Uint8Array;
  /** Encoded issuer, where it shall not be the name of the link above. */
  issuer?: Uint8Array;
  kind?: TestKeyKind;
  /** Another key in the same place of a chain. */
  keyOf?: string;
  algorithm?: SignatureAlgorithmName;
  serial?: string;
  from?: string;
  to?: string;
  /** Default: every link but the last. */
  ca?: boolean;
  pathLength?: number;
  keyUsage?: readonly KeyUsage[] | null;
  extendedKeyUsage?: readonly string[];
  policies?: readonly string[];
  /** Pairs of issuer's and subject's policy. */
  mappings?: readonly (readonly [string, string])[];
  constraints?: Partial<PolicyConstraints>;
  inhibitAnyPolicy?: number;
  names?: NameConstraintsInput;
  alternative?: readonly GeneralNameInput[];
  points?: readonly DistributionPointInput[];
  /** Encoded extensions besides. */
  more?: readonly Uint8Array[];
}

export interface Issued {
  key: TestKey;
  certificate: Certificate;
}

const keys = new Map<string, TestKey>();

function keyFor(place: string, kind: TestKeyKind): TestKey {
  const known = keys.get(`${kind} ${place}`);
  if (known) return known;
  const made = makeKey(kind);
  keys.set(`${kind} ${place}`, made);
  return made;
}

export const extension = (type: string, value: Uint8Array, critical = false): Uint8Array =>
  sequence(oid(type), ...(critical ? [boolean(true)] : []), octetString(value));

/** A name of one organization and one common name. */
export const nameOf = (commonName: string): Uint8Array => buildName({ organization: 'Chains', commonName: commonName });

export const rdn = (type: string, value: Uint8Array): Uint8Array => setOf(sequence(oid(type), value));
export const organization = (text: string): Uint8Array => rdn(OID.organization, utf8(text));

let serials = 0x1000;

export function issueLink(link: Link, place: string, isCa: boolean, issuer?: Issued): Issued {
  const key = keyFor(link.keyOf ?? place, link.kind ?? 'p256');
  const subject = typeof link.name === 'object' ? link.name : nameOf(link.name ?? place);
  const signer = issuer?.key ?? key;
  const algorithm = chooseAlgorithm(signer.publicKey, link.algorithm);
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(link.serial ?? serials++),
    writeSignatureAlgorithm(algorithm),
    link.issuer ?? issuer?.certificate.subject.der ?? subject,
    sequence(time(new Date(link.from ?? '2026-01-01T00:00:00Z')), time(new Date(link.to ?? '2027-01-01T00:00:00Z'))),
    subject,
    key.publicKey.der,
    explicit(3, sequence(...extensions(link, link.ca ?? isCa, key, issuer ?? { key }))),
  );
  return { key, certificate: parseCertificate(assembleCertificate(tbs, signer.sign(algorithm, tbs))) };
}

function extensions(link: Link, ca: boolean, key: TestKey, issuer: Pick<Issued, 'key'>): Uint8Array[] {
  const list: Uint8Array[] = [
    extension(OID.subjectKeyId, octetString(keyIdentifier(key.publicKey.publicKey))),
    extension(OID.authorityKeyId, sequence(implicit(0, keyIdentifier(issuer.key.publicKey.publicKey)))),
  ];
  if (ca) {
    const length = link.pathLength === undefined ? [] : [integer(link.pathLength)];
    list.push(extension(OID.basicConstraints, sequence(boolean(true), ...length), true));
  }
  const usage = link.keyUsage === undefined ? (ca ? CA_USAGE : LEAF_USAGE) : link.keyUsage;
  if (usage) list.push(extension(OID.keyUsage, namedBits(usage.map(keyUsageBit)), true));
  if (link.extendedKeyUsage) list.push(extension(OID.extendedKeyUsage, sequence(...link.extendedKeyUsage.map(oid))));
  if (link.policies) list.push(extension(OID.certificatePolicies, buildPolicies(link.policies)));
  if (link.mappings) {
    const mappings = link.mappings.map(([issuerPolicy, subjectPolicy]) => ({ issuerPolicy, subjectPolicy }));
    list.push(extension(OID.policyMappings, buildPolicyMappings(mappings), true));
  }
  if (link.constraints) list.push(extension(OID.policyConstraints, buildPolicyConstraints(link.constraints), true));
  if (link.inhibitAnyPolicy !== undefined) {
    list.push(extension(OID.inhibitAnyPolicy, integer(link.inhibitAnyPolicy), true));
  }
  if (link.names) list.push(extension(OID.nameConstraints, buildNameConstraints(link.names), true));
  if (link.alternative) {
    const names = link.alternative.map((each) => buildGeneralName(each, 'subjectAltName'));
    list.push(extension(OID.subjectAltName, sequence(...names)));
  }
  if (link.points) list.push(extension(OID.crlDistributionPoints, buildDistributionPoints(link.points)));
  return [...list, ...(link.more ?? [])];
}

const CA_USAGE: readonly KeyUsage[] = ['keyCertSign', 'cRLSign'];
const LEAF_USAGE: readonly KeyUsage[] = ['digitalSignature'];

/** Root first, leaf last. */
export function makeChain(links: readonly Link[]): Issued[] {
  const chain: Issued[] = [];
  links.forEach((link, i) => {
    const place = i === 0 ? 'Root' : i === links.length - 1 ? 'Leaf' : `CA ${i}`;
    chain.push(issueLink(link, place, i < links.length - 1, chain.at(-1)));
  });
  return chain;
}
