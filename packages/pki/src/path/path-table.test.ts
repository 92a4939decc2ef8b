/** The table of chains, judged here and, over the same bytes, by openssl. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OID } from '../der/oids.ts';
import type { Certificate, PathRules } from '../index.ts';
import { pemEncode, verifyGivenPath, verifyPath } from '../index.ts';
import type { Issued } from '../testing/chains.ts';
import { makeChain } from '../testing/chains.ts';
import { openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import type { PathRow } from '../testing/path-table.ts';
import { PATH_TABLE } from '../testing/path-table.ts';
import { AT } from '../testing/toy-ca.ts';

const certificatesOf = (chain: readonly Issued[]): Certificate[] => chain.map(({ certificate }) => certificate);

for (const row of PATH_TABLE) {
  test(`paths: ${row.what}`, () => {
    const [root, ...rest] = certificatesOf(makeChain(row.links)) as [Certificate, ...Certificate[]];
    const leaf = rest.at(-1) as Certificate;
    const common = { roots: [root], at: AT, ...row.rules };
    const verdict = verifyPath({ certificate: leaf, intermediates: rest.toReversed(), ...common });
    assert.deepEqual(verdict.reasons, row.reasons);
    assert.equal(verdict.ok, row.reasons.length === 0);
    assert.deepEqual(verifyGivenPath({ path: rest.toReversed(), ...common }).reasons, row.reasons, 'as a given path');
    if (!skipWithoutOpenssl) askOpenssl(row, root, rest);
  });

  test(`paths of SM2 keys: ${row.what}`, () => {
    const chain = makeChain(row.links.map((link) => ({ kind: 'sm2', ...link })));
    const [root, ...rest] = certificatesOf(chain) as [Certificate, ...Certificate[]];
    const common = { roots: [root], at: AT, ...row.rules };
    const verdict = verifyPath({ certificate: rest.at(-1) as Certificate, intermediates: rest, ...common });
    assert.deepEqual(verdict.reasons, row.reasons);
  });
}

function askOpenssl(row: PathRow, root: Certificate, rest: readonly Certificate[]): void {
  const pem = (certificates: readonly Certificate[]) =>
    certificates.map(({ der }) => pemEncode('CERTIFICATE', der)).join('');
  const { status, text } = openssl(
    [
      'verify',
      '-attime',
      String(AT.getTime() / 1000),
      ...flags(row.rules ?? {}),
      '-CAfile',
      'root',
      '-untrusted',
      'cas',
      'leaf',
    ],
    { root: pem([root]), cas: pem(rest), leaf: pem(rest.slice(-1)) },
  );
  const agrees = (status === 0) === (row.reasons.length === 0);
  assert.equal(agrees, row.openssl === undefined, text);
}

function flags({ policies, requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy }: PathRules): string[] {
  return [
    '-policy_check',
    ...(policies ?? [OID.anyPolicy]).flatMap((policy) => ['-policy', policy]),
    ...(requireExplicitPolicy ? ['-explicit_policy'] : []),
    ...(inhibitPolicyMapping ? ['-inhibit_map'] : []),
    ...(inhibitAnyPolicy ? ['-inhibit_any'] : []),
  ];
}
