/** Full and delta lists, judged here and by openssl over the same bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { RevocationPolicy, RevokedCertificate, TbsCrlInput } from '../index.ts';
import { assembleCrl, buildTbsCrl, parseCrl, pemEncode, verifyPath } from '../index.ts';
import type { Issued } from '../testing/chains.ts';
import { issueLink } from '../testing/chains.ts';
import { openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { AT } from '../testing/toy-ca.ts';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(AT.getTime() + hours * HOUR);
const URL = 'http://127.0.0.1/ca.crl';
const names = [{ kind: 'uri', value: URL }] as const;

const root = issueLink({}, 'Root', true);
const ca = issueLink({ points: [{ names: [{ kind: 'uri', value: 'http://127.0.0.1/root.crl' }] }] }, 'CA', true, root);
// openssl uses a delta list only for a certificate or list that points to one.
const leaf = issueLink({ points: [{ names }] }, 'Leaf', false, ca);

type List = Partial<TbsCrlInput> & { by?: Issued };

function listOf({ by: signer = ca, ...change }: List): Uint8Array {
  const tbs = buildTbsCrl({
    issuer: signer.certificate,
    number: 5,
    thisUpdate: at(-2),
    nextUpdate: at(24),
    revoked: [],
    ...change,
  });
  return assembleCrl(tbs, signer.key.sign(chooseAlgorithm(signer.key.publicKey), tbs));
}

const revoked = (of: Issued, reason: RevokedCertificate['reason'] = 'keyCompromise') => ({
  revoked: [{ serial: of.certificate.serial, at: at(-1), reason }],
});
const ofRoot: List = { by: root };
const full: List = { freshestCrl: [{ names }] };
const delta: List = { number: 6, baseNumber: 5 };

// what, lists, policy, whether the path holds
const TABLE: readonly (readonly [string, readonly List[], RevocationPolicy, boolean])[] = [
  ['no list', [], 'leaf', false],
  ['a list without the certificate', [{}], 'leaf', true],
  ['a list with it', [revoked(leaf)], 'leaf', false],
  ['a list that is over', [{ nextUpdate: at(-1) }], 'leaf', false],
  ['a list of another issuer', [ofRoot], 'leaf', false],
  ['no list of the root', [{}], 'all', false],
  ['a list of the root too', [{}, ofRoot], 'all', true],
  ['the CA revoked', [{}, { ...ofRoot, ...revoked(ca) }], 'all', false],
  ['a list of user certificates', [{ scope: { only: 'user' } }], 'leaf', true],
  ['a list of CAs', [{ scope: { only: 'ca' } }], 'leaf', false],
  ['a list of attribute certificates', [{ scope: { only: 'attribute' } }], 'leaf', false],
  ['a list of this point', [{ scope: { names } }], 'leaf', true],
  ['a list of another point', [{ scope: { names: [{ kind: 'uri', value: 'http://a/' }] } }], 'leaf', false],
  ['some reasons', [{ scope: { names, onlySomeReasons: ['keyCompromise'] } }], 'leaf', false],
  ['a delta list that adds', [full, { ...delta, ...revoked(leaf) }], 'leaf', false],
  [
    'a delta list that takes back',
    [
      { ...full, ...revoked(leaf, 'certificateHold') },
      { ...delta, ...revoked(leaf, 'removeFromCRL') },
    ],
    'leaf',
    true,
  ],
  ['a delta list with nothing new', [full, delta], 'leaf', true],
  [
    'a delta list from a later base',
    [
      { ...full, ...revoked(leaf, 'certificateHold') },
      { ...delta, number: 8, baseNumber: 7, ...revoked(leaf, 'removeFromCRL') },
    ],
    'leaf',
    false,
  ],
];

for (const [what, lists, policy, holds] of TABLE) {
  test(`lists: ${what}`, { skip: skipWithoutOpenssl }, () => {
    const crls = lists.map(listOf);
    const { ok } = verifyPath({
      certificate: leaf.certificate,
      intermediates: [ca.certificate],
      roots: [root.certificate],
      at: AT,
      crls: crls.map(parseCrl),
      revocation: policy,
    });
    assert.equal(ok, holds);
    const flags = ['-extended_crl', '-use_deltas', policy === 'all' ? '-crl_check_all' : '-crl_check'];
    const files = Object.fromEntries(crls.map((crl, i) => [`${i}.crl`, pemEncode('X509 CRL', crl)]));
    const pem = ({ certificate }: Issued) => pemEncode('CERTIFICATE', certificate.der);
    const { status, text } = openssl(
      [
        'verify',
        '-attime',
        String(AT.getTime() / 1000),
        ...flags,
        ...Object.keys(files).flatMap((name) => ['-CRLfile', name]),
        ...['-CAfile', 'root', '-untrusted', 'ca', 'leaf'],
      ],
      { ...files, root: pem(root), ca: pem(ca), leaf: pem(leaf) },
    );
    assert.equal(status === 0, holds, text);
  });
}
