/** What the table of chains does not show: kinds nobody can judge, names and subtrees that are none, floods. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explicit, oid, utf8 } from '../der/write.ts';
import { contextConstructed } from '../der/tags.ts';
import { encode } from '../der/write.ts';
import type { Certificate, GeneralName, Reason } from '../index.ts';
import { readGeneralName } from '../x509/general-name.ts';
import { readDer } from '../der/read.ts';
import { makeToyCa } from '../testing/toy-ca.ts';
import { NameRules } from './name-constraints.ts';

const { certificate } = makeToyCa().unit;
const name = (kind: 'dns' | 'rfc822' | 'uri' | 'registeredId', value: string): GeneralName => ({
  kind,
  value,
  der: new Uint8Array(1),
});
const otherName = (type: string): GeneralName =>
  readGeneralName(readDer(encode(contextConstructed(0), oid(type), explicit(0, utf8('x')))), 'name');

function judge(names: GeneralName[], permitted: GeneralName[], excluded: GeneralName[] = []): Reason | undefined {
  const rules = new NameRules();
  rules.add({ permitted, excluded });
  const only: Certificate = { ...certificate, subjectAltNames: names };
  return rules.judge(only);
}

const dns = (value: string) => name('dns', value);
const mail = (value: string) => name('rfc822', value);
const UPN = '1.3.6.1.4.1.311.20.2.3';
const SMTP_UTF8 = '1.3.6.1.5.5.7.8.9';

// names, permitted, excluded, reason
const TABLE: readonly (readonly [string, GeneralName[], GeneralName[], GeneralName[], Reason | undefined])[] = [
  ['a registered id, unconstrained', [name('registeredId', '1.2.3')], [dns('a.com')], [], undefined],
  [
    'a registered id',
    [name('registeredId', '1.2.3')],
    [name('registeredId', '1.2')],
    [],
    'pki/name-constraint-unsupported',
  ],
  ['an otherName', [otherName(UPN)], [otherName(UPN)], [], 'pki/name-constraint-unsupported'],
  ['an otherName, unconstrained', [otherName(UPN)], [mail('a.com')], [], undefined],
  ['internationalized mail', [otherName(SMTP_UTF8)], [mail('a.com')], [], 'pki/name-constraint-unsupported'],
  ['a wildcard inside', [dns('*.a.com')], [dns('a.com')], [], undefined],
  ['a wildcard outside', [dns('*.b.com')], [dns('a.com')], [], 'pki/name-not-permitted'],
  ['a wildcard over what is excluded', [dns('*.a.com')], [], [dns('www.a.com')], 'pki/name-not-permitted'],
  ['a wildcard beside what is excluded', [dns('*.a.com')], [], [dns('www.b.com')], undefined],
  ['not a host name', [dns('a..com')], [dns('com')], [], 'pki/name-not-permitted'],
  ['a host name with a space', [dns('evil.org .a.com')], [dns('a.com')], [], 'pki/name-not-permitted'],
  ['a host name with a zero byte', [dns('evil.org\0.a.com')], [dns('a.com')], [], 'pki/name-not-permitted'],
  ['a subtree that is none, excluded', [dns('a.com')], [], [dns('*.com')], 'pki/name-constraint-unsupported'],
  ['a subtree of mail that is none', [mail('a@b.com')], [], [mail('@b.com')], 'pki/name-constraint-unsupported'],
  ['mail with two signs', [mail('a@b.com@c.com')], [mail('c.com')], [], 'pki/name-not-permitted'],
  ['quoted mail', [mail('"a b"@c.com')], [mail('c.com')], [], undefined],
  [
    'a URI that hides its host',
    [name('uri', 'http://a.com\\@b.com/')],
    [name('uri', 'b.com')],
    [],
    'pki/name-not-permitted',
  ],
];

for (const [what, names, permitted, excluded, reason] of TABLE) {
  test(`name constraints: ${what}`, () => assert.equal(judge(names, permitted, excluded), reason));
}

test('thousands of names under thousands of subtrees are refused, not judged', () => {
  const names = Array.from({ length: 1000 }, (_, i) => dns(`h${i}.a.com`));
  const subtrees = Array.from({ length: 1000 }, (_, i) => dns(`d${i}.org`));
  assert.equal(judge(names, [...subtrees, dns('a.com')]), 'pki/path-too-complex');
});
