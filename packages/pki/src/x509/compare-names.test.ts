import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { encode, oid, printable, sequence, setOf, utf8 } from '../der/write.ts';
import { isWithinName, prepare, sameName } from './compare-names.ts';
import type { Name } from './name.ts';
import { readName } from './name.ts';

type Value = [type: string, value: Uint8Array];
const name = (...rdns: Value[][]): Name =>
  readName(
    readDer(sequence(...rdns.map((rdn) => setOf(...rdn.map(([type, value]) => sequence(oid(type), value)))))),
    'name',
  );
const O = (text: string): Value => [OID.organization, utf8(text)];
const CN = (text: string): Value => [OID.commonName, utf8(text)];
const P = (text: string): Value => [OID.commonName, printable(text, 'cn')];
const bmp = (text: string): Value => [
  OID.commonName,
  encode(TAG.bmpString, Uint8Array.from([...text].flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 0xff]))),
];

// RFC 5280 §7.1, RFC 4518
const PAIRS: readonly (readonly [string, Name, Name, boolean])[] = [
  ['the same', name([CN('Root')]), name([CN('Root')]), true],
  ['case', name([CN('Root CA')]), name([CN('ROOT ca')]), true],
  ['string types', name([CN('Root CA')]), name([P('Root CA')]), true],
  ['BMPString', name([CN('根')]), name([bmp('根')]), true],
  ['spaces', name([CN('Root  CA')]), name([CN(' Root CA ')]), true],
  ['a wide space', name([CN('Root\u3000CA')]), name([CN('Root CA')]), true],
  ['full-width letters', name([CN('ＲＯＯＴ')]), name([CN('root')]), true],
  ['sharp s', name([CN('Straße')]), name([CN('STRASSE')]), true],
  ['a soft hyphen', name([CN('Ro\u00adot')]), name([CN('Root')]), true],
  ['composed and decomposed', name([CN('\u00e9')]), name([CN('e\u0301')]), true],
  ['order inside an RDN', name([CN('a'), O('b')]), name([O('b'), CN('a')]), true],
  ['another letter', name([CN('Root')]), name([CN('Boot')]), false],
  ['another attribute', name([CN('Root')]), name([O('Root')]), false],
  ['order of RDNs', name([CN('a')], [O('b')]), name([O('b')], [CN('a')]), false],
  ['one RDN or two', name([CN('a'), O('b')]), name([CN('a')], [O('b')]), false],
  ['one more RDN', name([CN('a')]), name([CN('a')], [O('b')]), false],
  ['a private code point', name([CN('a\ue000')]), name([CN('A\ue000')]), false],
  ['a separator inside a value', name([CN('a\u00012.5.4.10="b')]), name([CN('a')], [O('b')]), false],
];

for (const [what, a, b, same] of PAIRS) {
  test(`names: ${what}`, () => {
    assert.equal(sameName(a, b), same);
    assert.equal(sameName(b, a), same);
  });
}

test('a name lies within the names it begins with', () => {
  const base = name([O('qianyin')]);
  assert.ok(isWithinName(name([O('Qianyin')], [CN('x')]), base));
  assert.ok(isWithinName(base, base) && isWithinName(base, name()));
  assert.ok(!isWithinName(name([CN('x')], [O('Qianyin')]), base) && !isWithinName(name(), base));
});

test('preparing is stable: a prepared string is its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      const once = prepare(text);
      if (once !== undefined) assert.equal(prepare(once), once);
      assert.equal(prepare(`  ${text} `), once);
    }),
  );
});
