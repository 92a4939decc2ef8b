/**
 * Chain × defect × expected reasons, in the manner of NIST PKITS: one row, one thing. The rows are judged by verifyPath and,
 * with RSA or ECDSA keys, by openssl. Where openssl is of another opinion the row says why.
 */
import { OID } from '../der/oids.ts';
import { nullValue, printable, sequence, utf8 } from '../der/write.ts';
import type { PathRules, Reason } from '../index.ts';
import type { Link } from './chains.ts';
import { extension, nameOf, organization, rdn } from './chains.ts';

export interface PathRow {
  what: string;
  /** Root first, leaf last. */
  links: readonly Link[];
  rules?: PathRules;
  /** Reasons in the order of the union's doc; none: the path holds. */
  reasons: readonly Reason[];
  /** Why openssl answers otherwise. */
  openssl?: string;
}

const [A, B, C] = ['1.2.3.1', '1.2.3.2', '1.2.3.3'] as const;
const ANY = OID.anyPolicy;
const X: Link = {};
const a: Link = { policies: [A] };
const any: Link = { policies: [ANY] };
const explicit = { requireExplicitPolicy: true };
const dns = (value: string) => ({ kind: 'dns', value }) as const;
const mail = (value: string) => ({ kind: 'rfc822', value }) as const;
const uri = (value: string) => ({ kind: 'uri', value }) as const;
const ip = (...octets: number[]) => ({ kind: 'ip', value: Uint8Array.from(octets) }) as const;
const dn = (...rdns: Uint8Array[]) => ({ kind: 'directory', value: { der: sequence(...rdns) } }) as const;
const permit = (...permitted: ReturnType<typeof dns | typeof mail | typeof uri | typeof ip | typeof dn>[]): Link => ({
  names: { permitted },
});
const exclude = (...excluded: ReturnType<typeof dns | typeof mail | typeof uri | typeof ip | typeof dn>[]): Link => ({
  names: { excluded },
});
const named = (...alternative: ReturnType<typeof dns | typeof mail | typeof uri | typeof ip | typeof dn>[]): Link => ({
  alternative,
});
const country = rdn(OID.country, printable('CN', 'country'));
const inside = sequence(country, organization('Chains'), rdn(OID.commonName, utf8('x')));

const row = (
  what: string,
  links: readonly Link[],
  reasons: readonly Reason[],
  rules?: PathRules,
  openssl?: string,
) => ({
  what,
  links,
  reasons,
  ...(rules ? { rules } : {}),
  ...(openssl ? { openssl } : {}),
});

const SIGNATURES_AND_DATES: readonly PathRow[] = [
  row('a chain of three', [X, X, X], []),
  row('a chain of seven', [X, X, X, X, X, X, X], []),
  row('a leaf below the root', [X, X], []),
  row('not yet valid', [X, X, { from: '2026-07-01T00:00:00Z' }], ['pki/not-yet-valid']),
  row('expired', [X, X, { to: '2026-05-01T00:00:00Z' }], ['pki/expired']),
  row('an expired CA', [X, { to: '2026-05-01T00:00:00Z' }, X], ['pki/expired']),
  row('until after 2050', [X, X, { to: '2055-01-01T00:00:00Z' }], []),
  row('another spelling of the issuer', [X, X, { issuer: nameOf('ca  1') }], []),
];

const CONSTRAINTS: readonly PathRow[] = [
  row('no CA in between', [X, { ca: false, keyUsage: null }, X], ['pki/issuer-not-a-ca']),
  row('a CA that must not sign certificates', [X, { keyUsage: ['cRLSign'] }, X], ['pki/key-usage-wrong']),
  row('path length 0, a leaf below', [X, { pathLength: 0 }, X], []),
  row('path length 0, a CA below', [X, { pathLength: 0 }, X, X], ['pki/path-too-long']),
  row('path length 0 of the root, a CA below', [{ pathLength: 0 }, X, X], ['pki/path-too-long']),
  row('path length 1, two CAs below', [X, { pathLength: 1 }, X, X, X], ['pki/path-too-long']),
  row('path length 1, and 6 below it', [X, { pathLength: 1 }, { pathLength: 6 }, X], []),
  row('self-issued CAs do not count', [X, { pathLength: 0 }, { name: 'CA 1', keyOf: 'new' }, X], []),
  row('a self-issued leaf does not either', [X, { pathLength: 0 }, { name: 'CA 1', keyOf: 'new' }], []),
  row('a CA as the leaf below path length 0', [X, { pathLength: 0 }, { ca: true }], []),
  row('unknown extension', [X, X, { more: [extension('1.2.3.4.5', nullValue())] }], []),
  row(
    'unknown critical extension',
    [X, X, { more: [extension('1.2.3.4.5', nullValue(), true)] }],
    ['pki/unknown-critical-extension'],
  ),
  row(
    'unknown critical extension of a CA',
    [X, { more: [extension('1.2.3.4.5', nullValue(), true)] }, X],
    ['pki/unknown-critical-extension'],
  ),
];

const POLICIES: readonly PathRow[] = [
  row('no policies, none required', [X, X, X], []),
  row('no policies, one required', [X, X, X], ['pki/policy-missing'], explicit),
  row('the same policy everywhere', [X, a, a], [], explicit),
  row('the same policy, and asked for', [X, a, a], [], { ...explicit, policies: [A] }),
  row('the same policy, another asked for', [X, a, a], ['pki/policy-missing'], { ...explicit, policies: [B] }),
  row('another asked for, none required', [X, a, a], [], { policies: [B] }),
  row('policies that differ', [X, a, { policies: [B] }], [], {}),
  row('policies that differ, one required', [X, a, { policies: [B] }], ['pki/policy-missing'], explicit),
  row('a CA without policies', [X, a, X, a], ['pki/policy-missing'], explicit),
  row('anyPolicy of a CA', [X, any, a], [], { ...explicit, policies: [A] }),
  row('anyPolicy of the leaf', [X, a, any], [], { ...explicit, policies: [A] }),
  row('anyPolicy everywhere', [X, any, any], [], { ...explicit, policies: [C] }),
  row('anyPolicy inhibited by the caller', [X, any, a], ['pki/policy-missing'], {
    ...explicit,
    inhibitAnyPolicy: true,
  }),
  row('anyPolicy inhibited by a CA', [X, { ...any, inhibitAnyPolicy: 0 }, any], ['pki/policy-missing'], explicit),
  row('anyPolicy inhibited one later', [X, { ...any, inhibitAnyPolicy: 1 }, any, a], [], explicit),
  row(
    'anyPolicy inhibited, two later',
    [X, { ...any, inhibitAnyPolicy: 1 }, any, any],
    ['pki/policy-missing'],
    explicit,
  ),
  row(
    'anyPolicy inhibited, in a self-issued CA',
    [X, { ...any, inhibitAnyPolicy: 0 }, { ...any, name: 'CA 1', keyOf: 'new' }, a],
    [],
    explicit,
  ),
  row('required by a CA at once', [X, { constraints: { requireExplicitPolicy: 0 } }, X], ['pki/policy-missing']),
  row('required by a CA after one', [X, { constraints: { requireExplicitPolicy: 1 } }, X], ['pki/policy-missing']),
  row('required by a CA after two', [X, { constraints: { requireExplicitPolicy: 2 } }, X], []),
  row(
    'required after two, two below',
    [X, { constraints: { requireExplicitPolicy: 2 } }, X, X],
    ['pki/policy-missing'],
  ),
  row('required by the leaf itself', [X, X, { constraints: { requireExplicitPolicy: 0 } }], ['pki/policy-missing']),
  row('required by a CA, and there', [X, { ...a, constraints: { requireExplicitPolicy: 0 } }, a], []),
  row(
    'self-issued CAs are not counted down',
    [X, { constraints: { requireExplicitPolicy: 2 } }, { name: 'CA 1', keyOf: 'new' }, X],
    [],
  ),
];

const map = (...mappings: [string, string][]): Link => ({ policies: mappings.map(([from]) => from), mappings });

const MAPPINGS: readonly PathRow[] = [
  row('a mapped policy', [X, map([A, B]), { policies: [B] }], [], { ...explicit, policies: [A] }),
  row('a mapped policy under its old name', [X, map([A, B]), a], ['pki/policy-missing'], explicit),
  row('the new name is not the anchor’s', [X, map([A, B]), { policies: [B] }], ['pki/policy-missing'], {
    ...explicit,
    policies: [B],
  }),
  row('a chain of mappings', [X, map([A, B]), map([B, C]), { policies: [C] }], [], { ...explicit, policies: [A] }),
  row(
    'one policy to two',
    [
      X,
      map([A, B], [A, C]).mappings
        ? {
            policies: [A],
            mappings: [
              [A, B],
              [A, C],
            ],
          }
        : X,
      { policies: [C] },
    ],
    [],
    {
      ...explicit,
      policies: [A],
    },
  ),
  row('two policies to one', [X, map([A, C], [B, C]), { policies: [C] }], [], { ...explicit, policies: [B] }),
  row('mapping inhibited by the caller', [X, map([A, B]), { policies: [B] }], ['pki/policy-missing'], {
    ...explicit,
    inhibitPolicyMapping: true,
  }),
  row(
    'mapping inhibited by a CA',
    [X, { ...a, constraints: { inhibitPolicyMapping: 0 } }, map([A, B]), { policies: [B] }],
    ['pki/policy-missing'],
    explicit,
  ),
  row(
    'mapping inhibited, after one',
    [X, { ...a, constraints: { inhibitPolicyMapping: 1 } }, map([A, B]), { policies: [B] }],
    [],
    explicit,
  ),
  row('mapped below anyPolicy', [X, any, { policies: [ANY], mappings: [[A, B]] }, { policies: [B] }], [], {
    ...explicit,
    policies: [A],
  }),
  row('mapping to anyPolicy', [X, { ...a, mappings: [[A, ANY]] }, a], ['pki/policy-mapping-wrong']),
  row('mapping from anyPolicy', [X, { ...a, mappings: [[ANY, A]] }, a], ['pki/policy-mapping-wrong']),
];

const NAMES: readonly PathRow[] = [
  row('DNS: below', [X, permit(dns('example.com')), named(dns('www.example.com'))], []),
  row('DNS: the domain itself', [X, permit(dns('example.com')), named(dns('example.com'))], []),
  row('DNS: in another case', [X, permit(dns('EXAMPLE.com')), named(dns('www.Example.COM'))], []),
  row('DNS: another', [X, permit(dns('example.com')), named(dns('www.example.org'))], ['pki/name-not-permitted']),
  row('DNS: not at a dot', [X, permit(dns('example.com')), named(dns('badexample.com'))], ['pki/name-not-permitted']),
  row(
    'DNS: one of two outside',
    [X, permit(dns('a.com')), named(dns('a.com'), dns('b.com'))],
    ['pki/name-not-permitted'],
  ),
  row('DNS: one of two subtrees', [X, permit(dns('a.com'), dns('b.com')), named(dns('b.com'))], []),
  row('DNS: excluded', [X, exclude(dns('example.com')), named(dns('www.example.com'))], ['pki/name-not-permitted']),
  row('DNS: beside what is excluded', [X, exclude(dns('example.com')), named(dns('example.org'))], []),
  row('DNS: all excluded', [X, exclude(dns('')), named(dns('example.org'))], ['pki/name-not-permitted']),
  row('DNS: with a leading dot, below', [X, permit(dns('.example.com')), named(dns('www.example.com'))], []),
  row('DNS: no constraint on other kinds', [X, permit(dns('example.com')), named(mail('a@other.org'))], []),
  row(
    'DNS: permitted above, excluded below',
    [X, permit(dns('example.com')), exclude(dns('secret.example.com')), named(dns('a.secret.example.com'))],
    ['pki/name-not-permitted'],
  ),
  row(
    'DNS: a CA cannot widen',
    [X, permit(dns('a.com')), permit(dns('b.com')), named(dns('x.b.com'))],
    ['pki/name-not-permitted'],
  ),
  row('DNS: a CA narrows', [X, permit(dns('a.com')), permit(dns('b.a.com')), named(dns('c.b.a.com'))], []),
  row('DNS: by the root', [permit(dns('a.com')), X, named(dns('b.com'))], ['pki/name-not-permitted']),
  row('mail: of a host', [X, permit(mail('example.com')), named(mail('a@example.com'))], []),
  row(
    'mail: not below the host',
    [X, permit(mail('example.com')), named(mail('a@b.example.com'))],
    ['pki/name-not-permitted'],
  ),
  row('mail: below a domain', [X, permit(mail('.example.com')), named(mail('a@b.example.com'))], []),
  row(
    'mail: not the domain itself',
    [X, permit(mail('.example.com')), named(mail('a@example.com'))],
    ['pki/name-not-permitted'],
  ),
  row('mail: one mailbox', [X, permit(mail('a@example.com')), named(mail('a@EXAMPLE.com'))], []),
  row(
    'mail: local parts keep their case',
    [X, permit(mail('a@example.com')), named(mail('A@example.com'))],
    ['pki/name-not-permitted'],
  ),
  row('mail: excluded', [X, exclude(mail('example.com')), named(mail('a@example.com'))], ['pki/name-not-permitted']),
  row(
    'mail: in the subject, without alternative names',
    [
      X,
      permit(mail('example.com')),
      { name: sequence(organization('Chains'), rdn(OID.emailAddress, utf8('a@b.com'))) },
    ],
    ['pki/name-not-permitted'],
    {},
    // openssl takes IA5String only.
  ),
  row('URI: the host', [X, permit(uri('example.com')), named(uri('http://example.com/x'))], []),
  row(
    'URI: with user and port',
    [X, permit(uri('example.com')), named(uri('http://u@example.com:80/x'))],
    [],
    {},
    'openssl takes the user for the host',
  ),
  row(
    'URI: not below the host',
    [X, permit(uri('example.com')), named(uri('http://a.example.com/'))],
    ['pki/name-not-permitted'],
  ),
  row('URI: below a domain', [X, permit(uri('.example.com')), named(uri('https://a.example.com/'))], []),
  row(
    'URI: excluded',
    [X, exclude(uri('.example.com')), named(uri('https://a.example.com/'))],
    ['pki/name-not-permitted'],
  ),
  row('URI: an address', [X, permit(uri('.example.com')), named(uri('http://10.0.0.1/'))], ['pki/name-not-permitted']),
  row('URI: no host', [X, permit(uri('.example.com')), named(uri('urn:x:y'))], ['pki/name-not-permitted']),
  row('IPv4: inside', [X, permit(ip(10, 0, 0, 0, 255, 0, 0, 0)), named(ip(10, 9, 8, 7))], []),
  row('IPv4: outside', [X, permit(ip(10, 0, 0, 0, 255, 0, 0, 0)), named(ip(11, 9, 8, 7))], ['pki/name-not-permitted']),
  row(
    'IPv4: excluded',
    [X, exclude(ip(10, 1, 0, 0, 255, 255, 0, 0)), named(ip(10, 1, 8, 7))],
    ['pki/name-not-permitted'],
  ),
  row(
    'IPv6 under IPv4 subtrees only',
    [X, permit(ip(10, 0, 0, 0, 255, 0, 0, 0)), named(ip(...Array.from({ length: 16 }, () => 1)))],
    ['pki/name-not-permitted'],
  ),
  row('directory: inside', [X, permit(dn(country)), { name: inside }], []),
  row('directory: another spelling', [X, permit(dn(country, organization('CHAINS '))), { name: inside }], []),
  row('directory: outside', [X, permit(dn(organization('Other'))), X], ['pki/name-not-permitted']),
  row(
    'directory: excluded',
    [X, exclude(dn(country, organization('Chains'))), { name: inside }],
    ['pki/name-not-permitted'],
  ),
  row(
    'directory: an alternative name outside',
    [X, permit(dn(country)), { name: inside, ...named(dn(organization('Other'))) }],
    ['pki/name-not-permitted'],
  ),
  row(
    'directory: self-issued CAs are not asked',
    [X, { names: { permitted: [dn(country)] } }, { name: 'CA 1', keyOf: 'new' }, { name: inside }],
    [],
  ),
];

export const PATH_TABLE: readonly PathRow[] = [
  ...SIGNATURES_AND_DATES,
  ...CONSTRAINTS,
  ...POLICIES,
  ...MAPPINGS,
  ...NAMES,
];
