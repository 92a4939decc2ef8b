/**
 * Revocation of a whole path by lists (RFC 5280 §6.3): full, delta and partial ones. Every certificate below the root must
 * be known to be good.
 */
import {
  assembleCrl,
  buildTbsCrl,
  type EntryReason,
  parseCertificate,
  parseCrl,
  type TbsCrlInput,
  verifyPath,
} from '@qianyin/pki';
import { AT, type Authority, authority, type Holder, signingKey, URLS } from '../authority.ts';
import type { Case, Judged, Subject } from '../case.ts';

const BEFORE = new Date('2026-05-01T00:00:00Z');
const JUST_BEFORE = new Date('2026-05-20T00:00:00Z');
const AFTER = new Date('2026-07-01T00:00:00Z');

export const pathRevocationSubject: Subject = {
  name: 'path-revocation',
  cases: () => (['p256', 'rsa', 'sm2'] as const).flatMap((kind) => casesOf(authority(kind))),
};

interface Row {
  name: string;
  lists: readonly Uint8Array[];
  expected: Judged['expected'];
}

function casesOf(by: Authority): Case[] {
  const { kind, root, issuing, signing } = by;
  const { certificate } = signing;
  const files = { certificate: certificate.der, 'intermediate-0': issuing.certificate.der, root: root.certificate.der };
  return rowsOf(by).map(({ name, lists, expected }) => ({
    name: `${kind}, ${name}`,
    kind: 'path-revocation',
    parameters: { key: kind === 'sm2' ? 'sm2' : '', at: AT.toISOString() },
    files: { ...files, ...Object.fromEntries(lists.map((list, index) => [`crl-${index}`, list])) },
    expected,
    ours: () =>
      verifyPath({
        certificate: parseCertificate(certificate.der),
        intermediates: [issuing.certificate],
        roots: [root.certificate],
        at: AT,
        crls: lists.map(parseCrl),
        revocation: 'all',
      }).ok,
  }));
}

type Changes = Partial<TbsCrlInput> & { key?: Holder['key'] };

function listOf(
  issuer: Holder,
  revoked: readonly Holder[],
  changes: Changes = {},
  reason: EntryReason = 'keyCompromise',
): Uint8Array {
  const { key = issuer.key, ...rest } = changes;
  const tbs = buildTbsCrl({
    issuer: issuer.certificate,
    number: 5,
    thisUpdate: BEFORE,
    nextUpdate: AFTER,
    revoked: revoked.map(({ certificate }) => ({ serial: certificate.serial, at: BEFORE, reason })),
    algorithm: key.algorithm,
    ...rest,
  });
  return assembleCrl(tbs, key.sign(tbs));
}

function rowsOf({ kind, root, issuing, signing, others }: Authority): Row[] {
  const [other = root] = Object.values(others);
  const above = listOf(root, []);
  const clean = listOf(issuing, []);
  const delta = (revoked: readonly Holder[], reason?: EntryReason, changes: Changes = {}) =>
    listOf(issuing, revoked, { number: 6, baseNumber: 5, thisUpdate: JUST_BEFORE, ...changes }, reason);
  // openssl looks at delta lists only where the full one says that there are some (§5.2.6).
  const fresh = { freshestCrl: [{ names: [{ kind: 'uri' as const, value: 'http://ca.example.cn/delta.crl' }] }] };
  // The certificate says that its lists are at this address.
  const part = (url: string) => ({ scope: { names: [{ kind: 'uri' as const, value: url }] } });
  const row = (expected: Row['expected'], name: string, lists: Row['lists']): Row => ({ name, lists, expected });
  const good = row.bind(undefined, 'accept');
  const bad = row.bind(undefined, 'reject');
  return [
    good('nothing revoked', [above, clean]),
    good('another certificate revoked', [above, listOf(issuing, [other])]),
    bad('revoked', [above, listOf(issuing, [signing])]),
    bad('on hold', [above, listOf(issuing, [signing], {}, 'certificateHold')]),
    bad('the authority revoked', [listOf(root, [issuing]), clean]),
    bad('no list of the issuing authority', [above]),
    bad('no list of the root', [clean]),
    bad('the list has expired', [above, listOf(issuing, [], { nextUpdate: JUST_BEFORE })]),
    bad('the list is signed by another key', [
      above,
      listOf(issuing, [], { key: signingKey(kind, 'forger of lists') }),
    ]),
    bad('revoked in the delta list', [above, listOf(issuing, [], fresh), delta([signing])]),
    good('nothing in the delta list', [above, listOf(issuing, [], fresh), delta([])]),
    good('taken off hold by the delta list', [
      above,
      listOf(issuing, [signing], fresh, 'certificateHold'),
      delta([signing], 'removeFromCRL'),
    ]),
    good('the list of its distribution point', [above, listOf(issuing, [], part(URLS.crl))]),
    bad('revoked in the list of its distribution point', [above, listOf(issuing, [signing], part(URLS.crl))]),
    bad('the list of another distribution point', [above, listOf(issuing, [], part('http://ca.example.cn/2.crl'))]),
    bad('a list of authorities alone', [above, listOf(issuing, [], { scope: { only: 'ca' } })]),
    good('a list of users alone', [above, listOf(issuing, [], { scope: { only: 'user' } })]),
  ];
}
