import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OID } from '../der/oids.ts';
import type { Certificate, PathCheck } from '../index.ts';
import { verifyGivenPath, verifyPath } from '../index.ts';
import type { Issued, Link } from '../testing/chains.ts';
import { issueLink, makeChain, nameOf } from '../testing/chains.ts';
import { TEST_KINDS } from '../testing/key-kinds.ts';
import { AT } from '../testing/toy-ca.ts';

const root = issueLink({}, 'Root', true);
const other = issueLink({}, 'Other root', true);
const ca = issueLink({}, 'CA', true, root);
const leaf = issueLink({}, 'Leaf', false, ca);
const certificates = (...issued: Issued[]): Certificate[] => issued.map(({ certificate }) => certificate);

function verify(of: Issued, bag: readonly Issued[], roots: readonly Issued[], more: Partial<PathCheck> = {}) {
  const common = { at: AT, roots: certificates(...roots), intermediates: certificates(...bag) };
  return verifyPath({ certificate: of.certificate, ...common, ...more });
}

test('the bag may be in any order, hold strangers and the same twice', () => {
  const strangers = makeChain([{ name: 'S' }, { name: 'S1' }, { name: 'S2' }]);
  const verdict = verify(leaf, [...strangers, leaf, ca, ca, root], [root]);
  assert.ok(verdict.ok);
  assert.deepEqual(verdict.path, certificates(leaf, ca, root));
});

test('a cross-certificate leads to the anchor that is trusted', () => {
  const cross = issueLink({ name: 'Root', keyOf: 'Root' }, 'cross', true, other);
  const verdict = verify(leaf, [root, cross, ca], [other]);
  assert.ok(verdict.ok, verdict.reasons.join());
  assert.deepEqual(verdict.path, certificates(leaf, ca, cross, other));
});

test('where one way fails another is taken', () => {
  const expired = issueLink({ name: 'CA', keyOf: 'CA', to: '2026-02-01T00:00:00Z' }, 'CA', true, root);
  const forbidden = issueLink({ name: 'CA', keyOf: 'CA', keyUsage: ['cRLSign'] }, 'CA', true, root);
  for (const bag of [
    [expired, forbidden, ca],
    [ca, forbidden, expired],
  ]) {
    assert.deepEqual(verify(leaf, bag, [root]).path, certificates(leaf, ca, root));
  }
  assert.deepEqual(verify(leaf, [expired, forbidden], [root]).reasons.length, 1, 'the way with the fewest faults');
});

test('keys that changed: the one that signed is found, whatever the key identifiers say', () => {
  const renewed = issueLink({ name: 'CA', keyOf: 'CA renewed' }, 'CA', true, root);
  assert.ok(verify(leaf, [renewed, ca], [root]).ok);
  assert.deepEqual(verify(leaf, [renewed], [root]).reasons, ['pki/certificate-signature-wrong']);
});

test('chains of mixed algorithms, each kind of key over each', () => {
  for (const upper of TEST_KINDS) {
    for (const lower of TEST_KINDS) {
      const chain = makeChain([{ kind: upper }, { kind: lower }, { kind: 'sm2' }]);
      const [top, ...rest] = chain as [Issued, ...Issued[]];
      assert.ok(verify(rest.at(-1) as Issued, rest, [top]).ok, `${upper} over ${lower}`);
    }
  }
});

test('loops end, and a bag full of forgeries costs no more than its limit', () => {
  const a = issueLink({ name: 'A', keyOf: 'A' }, 'A', true);
  const b = issueLink({ name: 'B', keyOf: 'B' }, 'B', true, a);
  const a2 = issueLink({ name: 'A', keyOf: 'A' }, 'A', true, b);
  assert.deepEqual(verify(a2, [a2, b], [root]).reasons, ['pki/chain-incomplete']);

  const forged = Array.from({ length: 40 }, (_, i) =>
    issueLink({ name: 'CA', keyOf: `forged ${i % 4}` }, 'CA', true, root),
  );
  const lost = verify(leaf, forged, [root]);
  assert.deepEqual(lost.reasons, ['pki/certificate-signature-wrong', 'pki/path-too-complex']);
  assert.ok(verify(leaf, [...forged, ca], [root]).ok, 'the right key identifier comes first');
});

test('a mesh of cross-certificates is searched within the limit of signatures', () => {
  const names = ['M0', 'M1', 'M2', 'M3', 'M4', 'M5'];
  const self = names.map((name) => issueLink({ name, keyOf: name }, name, true));
  const mesh = self.flatMap((issuer) =>
    names
      .filter((name) => name !== issuer.certificate.subject.commonName)
      .map((name) => issueLink({ name, keyOf: name }, name, true, issuer)),
  );
  const target = issueLink({}, 'Target', false, self[0]);
  const verdict = verify(target, mesh, [root]);
  assert.ok(verdict.reasons.includes('pki/path-too-complex'), verdict.reasons.join());
  const anchored = verify(target, mesh, [self[5] as Issued]);
  assert.ok(anchored.ok, 'a trusted name in the mesh is found first');
});

test('a given path is taken as it stands', () => {
  const given = (...path: Issued[]) =>
    verifyGivenPath({ path: certificates(...path), roots: [root.certificate], at: AT });
  assert.ok(given(leaf, ca).ok && given(leaf, ca, root).ok && given(root).ok);
  assert.deepEqual(given(leaf, root).reasons, ['pki/name-chaining-wrong']);
  const impostor = issueLink({ name: 'CA', keyOf: 'impostor' }, 'CA', true, root);
  assert.deepEqual(given(leaf, impostor).reasons, ['pki/certificate-signature-wrong']);
  assert.deepEqual(given(leaf).reasons, ['pki/chain-incomplete']);
  assert.deepEqual(given().reasons, ['pki/chain-incomplete']);
  const long = makeChain(Array.from({ length: 10 }, (): Link => ({}))).toReversed();
  const roots = certificates(long.at(-1) as Issued);
  const verdict = verifyGivenPath({ path: certificates(...long), roots, at: AT });
  assert.deepEqual(verdict.reasons, ['pki/path-too-long']);
  assert.deepEqual(verify(long[0] as Issued, long, [long.at(-1) as Issued]).reasons, ['pki/path-too-long']);
  const longer = { limits: { length: 10 } };
  assert.ok(verify(long[0] as Issued, long, [long.at(-1) as Issued], longer).ok);
});

test('purposes: of the certificate, and of the CAs that limit theirs', () => {
  const [top, ...rest] = makeChain([
    {},
    { extendedKeyUsage: [OID.clientAuth] },
    { extendedKeyUsage: [OID.clientAuth, OID.documentSigning] },
  ]) as [Issued, ...Issued[]];
  const asked = (purpose: string) => verify(rest[1] as Issued, rest, [top], { purpose }).reasons;
  assert.deepEqual(asked(OID.clientAuth), []);
  assert.deepEqual(asked(OID.documentSigning), ['pki/extended-key-usage-wrong'], 'the CA does not allow it');
  assert.deepEqual(asked(OID.ocspSigning), ['pki/extended-key-usage-wrong']);
});

test('a trust anchor may be trusted less far', () => {
  const policies = makeChain([{}, { policies: ['1.2.3.1'] }, { policies: ['1.2.3.1'] }]);
  const [top, ...rest] = policies as [Issued, ...Issued[]];
  const within = (constraints: object) =>
    verifyPath({
      certificate: (rest[1] as Issued).certificate,
      intermediates: certificates(...rest),
      roots: [{ certificate: top.certificate, constraints }],
      at: AT,
    });
  assert.deepEqual(within({}).policies, ['1.2.3.1']);
  assert.deepEqual(within({ pathLength: 0 }).reasons, ['pki/path-too-long']);
  assert.deepEqual(within({ policies: ['1.2.3.9'], requireExplicitPolicy: true }).reasons, ['pki/policy-missing']);
  assert.ok(within({ policies: ['1.2.3.1'], requireExplicitPolicy: true }).ok);
  const subject = rest[1]?.certificate.subject;
  assert.ok(subject);
  const names = { excluded: [{ kind: 'directory', value: subject, der: subject.der }] };
  assert.deepEqual(within({ names }).reasons, ['pki/name-not-permitted']);
});

test('a signature that is too weak is told apart from one nobody knows', () => {
  for (const [weak, reason] of [
    [true, 'pki/weak-algorithm'],
    [false, 'pki/unsupported-algorithm'],
  ] as const) {
    const signatureAlgorithm = { ...leaf.certificate.signatureAlgorithm, name: undefined, weak };
    const certificate = { ...leaf.certificate, signatureAlgorithm };
    const verdict = verifyPath({ certificate, intermediates: [], roots: [root.certificate], at: AT });
    assert.deepEqual(verdict.reasons, [reason]);
  }
});

test('the names of a chain may be spelt differently', () => {
  const spelt = issueLink({ issuer: nameOf('cA') }, 'Leaf', false, ca);
  assert.ok(verify(spelt, [ca], [root]).ok);
});
