/** RFC 5280 §6.3: full and delta lists, parts, reasons, holds, keys of their own, and what each policy asks for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OID } from '../der/oids.ts';
import type {
  Certificate,
  CertificateList,
  DistributionPointInput,
  OcspResponse,
  PathCheck,
  RevokedCertificate,
  TbsCrlInput,
} from '../index.ts';
import {
  assembleCrl,
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  buildTbsCrl,
  parseBasicOcspResponse,
  parseCrl,
  parseOcspRequest,
  parseOcspResponse,
  verifyPath,
} from '../index.ts';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { Issued, Link } from '../testing/chains.ts';
import { extension, issueLink } from '../testing/chains.ts';
import { AT } from '../testing/toy-ca.ts';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(AT.getTime() + hours * HOUR);
const URL = 'http://127.0.0.1/ca.crl';
const points = (...more: DistributionPointInput[]): DistributionPointInput[] => [
  { names: [{ kind: 'uri', value: URL }] },
  ...more,
];

const root = issueLink({}, 'Root', true);
const ca = issueLink({}, 'CA', true, root);
const leafWith = (link: Link = {}) => issueLink({ points: points(), ...link }, 'Leaf', false, ca);
const leaf = leafWith();

let number = 0;
function listOf(change: Partial<TbsCrlInput> = {}, signer: Issued = ca): CertificateList {
  number += 1;
  const tbs = buildTbsCrl({
    issuer: signer.certificate,
    number,
    thisUpdate: at(-2),
    nextUpdate: at(24),
    revoked: [],
    ...change,
  });
  return parseCrl(assembleCrl(tbs, signer.key.sign(chooseAlgorithm(signer.key.publicKey), tbs)));
}

const entry = (of: Issued, reason: RevokedCertificate['reason'] = 'keyCompromise', hours = -1): RevokedCertificate => ({
  serial: of.certificate.serial,
  at: at(hours),
  reason,
});

function ask(of: Issued, crls: readonly CertificateList[], more: Partial<PathCheck> = {}) {
  const common = { at: AT, roots: [root.certificate], intermediates: [ca.certificate] };
  const { revocation, reasons } = verifyPath({ certificate: of.certificate, crls, ...common, ...more });
  return [revocation, ...reasons];
}
const GOOD = ['good'];
const REVOKED = ['revoked', 'pki/revoked'];
const UNKNOWN = ['unknown', 'pki/revocation-unknown'];

test('delta lists add to a full list and take back from it', () => {
  const hold = listOf({ number: 10, revoked: [entry(leaf, 'certificateHold')] });
  const empty = listOf({ number: 10 });
  const delta = (change: Partial<TbsCrlInput>) => listOf({ number: 12, baseNumber: 10, ...change });
  assert.deepEqual(ask(leaf, [empty, delta({ revoked: [entry(leaf)] })]), REVOKED);
  assert.deepEqual(ask(leaf, [hold, delta({ revoked: [entry(leaf, 'removeFromCRL')] })]), GOOD);
  assert.deepEqual(ask(leaf, [hold, delta({})]), REVOKED, 'what a delta list does not name stays');
  assert.deepEqual(ask(leaf, [delta({})]), UNKNOWN, 'a delta list alone says nothing');
  const lifted = [entry(leaf, 'removeFromCRL')];
  assert.deepEqual(ask(leaf, [hold, delta({ baseNumber: 11, revoked: lifted })]), REVOKED, 'begun from a later base');
  assert.deepEqual(
    ask(leaf, [hold, delta({ number: 12, nextUpdate: at(-1), revoked: lifted })]),
    REVOKED,
    'an old one',
  );
  assert.deepEqual(ask(leaf, [hold, delta({ scope: { only: 'user' }, revoked: lifted })]), REVOKED, 'another part');
  const newer = delta({ number: 13, thisUpdate: at(-1), revoked: [entry(leaf, 'certificateHold')] });
  assert.deepEqual(ask(leaf, [hold, delta({ revoked: lifted }), newer]), REVOKED, 'the newest counts');
});

test('a hold that a newer full list does not repeat was lifted; no other reason is', () => {
  const newer = listOf({ thisUpdate: at(-1) });
  assert.deepEqual(ask(leaf, [listOf({ revoked: [entry(leaf, 'certificateHold')] }), newer]), GOOD);
  assert.deepEqual(ask(leaf, [listOf({ revoked: [entry(leaf, 'superseded')] }), newer]), REVOKED);
});

test('lists of a part are asked only about their part', () => {
  const names = [{ kind: 'uri', value: URL }] as const;
  const elsewhere = [{ kind: 'uri', value: 'http://127.0.0.1/other.crl' }] as const;
  assert.deepEqual(ask(leaf, [listOf({ scope: { names } })]), GOOD);
  assert.deepEqual(ask(leaf, [listOf({ scope: { names: elsewhere } })]), UNKNOWN);
  assert.deepEqual(ask(leaf, [listOf({ scope: { only: 'user' } })]), GOOD);
  assert.deepEqual(ask(leaf, [listOf({ scope: { only: 'ca' } })]), UNKNOWN);
  assert.deepEqual(ask(leaf, [listOf({ scope: { only: 'attribute' } })]), UNKNOWN);
  const directory = [{ kind: 'directory', value: ca.certificate.subject }] as const;
  assert.deepEqual(ask(leaf, [listOf({ scope: { names: directory } })]), GOOD, 'the name of the issuer always fits');
  const indirect = leafWith({
    points: [{ names, crlIssuer: [{ kind: 'directory', value: root.certificate.subject }] }],
  });
  assert.deepEqual(ask(indirect, [listOf({ scope: { names } })]), UNKNOWN, 'a point that names another issuer');
});

test('reasons add up until all are covered', () => {
  const some = listOf({ scope: { onlySomeReasons: ['keyCompromise', 'cACompromise', 'aACompromise'] } });
  const rest = listOf({
    scope: {
      onlySomeReasons: [
        'affiliationChanged',
        'superseded',
        'cessationOfOperation',
        'certificateHold',
        'privilegeWithdrawn',
      ],
    },
  });
  assert.deepEqual(ask(leaf, [some]), UNKNOWN);
  assert.deepEqual(ask(leaf, [some, rest]), GOOD);
  const partial = leafWith({ points: [{ names: [{ kind: 'uri', value: URL }], reasons: ['keyCompromise'] }] });
  const scope = { names: [{ kind: 'uri', value: URL }] } as const;
  assert.deepEqual(ask(partial, [listOf({ scope })]), UNKNOWN, 'the point is about one reason');
});

test('a list made after the certificate expired says nothing by its silence, unless it says so', () => {
  const expired = leafWith({ to: '2026-05-31T23:00:00Z' });
  const when = { at: at(-4) };
  assert.deepEqual(ask(expired, [listOf({ thisUpdate: at(-5) })], when), GOOD);
  assert.deepEqual(ask(expired, [listOf({ thisUpdate: at(0), nextUpdate: at(24) })], when), UNKNOWN);
  const before = [entry(expired, 'keyCompromise', -6)];
  assert.deepEqual(ask(expired, [listOf({ thisUpdate: at(0), revoked: before })], when), REVOKED);
  const kept = listOf({ thisUpdate: at(0) });
  assert.deepEqual(ask(expired, [{ ...kept, expiredCertsFrom: new Date('2026-01-01T00:00:00Z') }], when), GOOD);
});

test('a CA may sign lists with another key, if that leads to the same anchor', () => {
  const usage = { keyUsage: ['cRLSign'], ca: false } as const;
  const signer = issueLink({ name: 'CA', keyOf: 'CA lists', ...usage }, 'CA', false, root);
  const intermediates = [ca.certificate, signer.certificate];
  assert.deepEqual(ask(leaf, [listOf({}, signer)], { intermediates }), GOOD);
  assert.deepEqual(ask(leaf, [listOf({ revoked: [entry(leaf)] }, signer)], { intermediates }), REVOKED);
  assert.deepEqual(ask(leaf, [listOf({}, signer)]), UNKNOWN, 'a signer nobody enclosed');
  const stranger = issueLink({ name: 'CA', keyOf: 'CA lists', ...usage }, 'CA', false, issueLink({}, 'Evil', true));
  assert.deepEqual(
    ask(leaf, [listOf({}, stranger)], { intermediates: [ca.certificate, stranger.certificate] }),
    UNKNOWN,
  );
});

test('what each policy asks for', () => {
  const ofLeaf = listOf();
  const ofCa = listOf({}, root);
  const ask2 = (crls: CertificateList[], revocation: PathCheck['revocation']) => ask(leaf, crls, { revocation });
  assert.deepEqual(ask2([], 'off'), ['not-checked']);
  assert.deepEqual(ask2([], 'soft'), ['unknown']);
  assert.deepEqual(ask2([listOf({ revoked: [entry(leaf)] })], 'soft'), REVOKED);
  assert.deepEqual(ask2([listOf({ revoked: [entry(leaf)] })], 'off'), ['not-checked']);
  assert.deepEqual(ask2([], 'leaf'), UNKNOWN);
  assert.deepEqual(ask2([ofLeaf], 'leaf'), GOOD);
  assert.deepEqual(ask2([ofLeaf], 'all'), ['good', 'pki/revocation-unknown']);
  assert.deepEqual(ask2([ofLeaf, ofCa], 'all'), GOOD);
  assert.deepEqual(ask2([ofLeaf, listOf({ revoked: [entry(ca)] }, root)], 'leaf'), ['good', 'pki/revoked']);
});

function answerOf(
  of: Issued,
  responder: Issued,
  change: { archiveCutoff?: Date; producedAt?: Date } = {},
): OcspResponse {
  const [certId] = parseOcspRequest(buildOcspRequest(of.certificate, ca.certificate, undefined, 'sha256')).certIds;
  assert.ok(certId);
  const { producedAt = at(-1), ...more } = change;
  const single = { certId, status: { kind: 'good' } as const, thisUpdate: producedAt, nextUpdate: at(24), ...more };
  const data = buildOcspResponseData({ responder: responder.certificate, by: 'name', producedAt, answers: [single] });
  const algorithm = chooseAlgorithm(responder.key.publicKey);
  const der = assembleOcspResponse(data, responder.key.sign(algorithm, data), responder.certificate, algorithm);
  const parsed = parseOcspResponse(der);
  return parsed.status === 'successful' ? parseBasicOcspResponse(parsed.response.der) : assert.fail();
}

test('an OCSP delegate that is revoked itself proves nothing, unless it is not to be asked about', () => {
  const purpose = { extendedKeyUsage: [OID.ocspSigning] };
  const delegate = issueLink(purpose, 'Responder', false, ca);
  const nocheck = issueLink(
    { ...purpose, more: [extension(OID.ocspNoCheck, Uint8Array.of(5, 0))] },
    'Responder 2',
    false,
    ca,
  );
  // Only the responders are on this list: of the leaf it would say "good" too.
  const lists = [listOf({ scope: { onlySomeReasons: ['keyCompromise'] }, revoked: [entry(delegate), entry(nocheck)] })];
  assert.deepEqual(ask(leaf, [], { ocsps: [answerOf(leaf, delegate)] }), GOOD);
  assert.deepEqual(ask(leaf, lists, { ocsps: [answerOf(leaf, delegate)] }), UNKNOWN);
  assert.deepEqual(ask(leaf, lists, { ocsps: [answerOf(leaf, nocheck)] }), GOOD);
  assert.deepEqual(ask(nocheck, []), ['not-checked'], 'of a responder that says so nothing is asked');
});

test('an OCSP delegate that had expired proves nothing, whatever date it puts on its answer', () => {
  const link = { extendedKeyUsage: [OID.ocspSigning], more: [extension(OID.ocspNoCheck, Uint8Array.of(5, 0))] };
  const delegate = issueLink({ ...link, to: at(-1).toISOString() }, 'Responder 3', false, ca);
  // Nobody revokes an expired certificate: its stolen key would answer "good" for ever.
  const backdated = answerOf(leaf, delegate, { producedAt: at(-3) });
  assert.deepEqual(ask(leaf, [], { ocsps: [backdated] }), UNKNOWN);
  assert.deepEqual(ask(leaf, [], { ocsps: [backdated], at: at(-2) }), GOOD);
  assert.deepEqual(ask(leaf, [], { ocsps: [answerOf(leaf, delegate, { producedAt: at(-2) })], at: at(-4) }), GOOD);
  assert.deepEqual(ask(leaf, [], { ocsps: [answerOf(leaf, delegate, { producedAt: at(0) })], at: at(-4) }), UNKNOWN);
});

test('an answer about a certificate that had expired counts with an archive cut-off', () => {
  const expired = leafWith({ to: '2026-05-31T23:00:00Z' });
  const when = (ocsp: OcspResponse) => ask(expired, [], { ocsps: [ocsp], at: at(-4) });
  assert.deepEqual(when(answerOf(expired, ca, { producedAt: at(0) })), UNKNOWN);
  assert.deepEqual(when(answerOf(expired, ca, { producedAt: at(0), archiveCutoff: at(-1000) })), GOOD);
});

test('serial numbers that no list could hold are asked about without a fault', () => {
  const zero: Certificate = { ...leaf.certificate, serial: '00' };
  assert.deepEqual(ask({ ...leaf, certificate: zero }, [listOf()]), GOOD);
});
