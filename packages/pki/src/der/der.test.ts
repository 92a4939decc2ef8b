import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromHex, toHex } from '../bytes.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { checkDer } from './check.ts';
import { readDer } from './read.ts';
import { TAG } from './tags.ts';
import { readIntegerHex, readNamedBits, readOid, readTime } from './values.ts';
import { encode, integer, namedBits, oid, sequence, setOf, time } from './write.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex.replace(/ /g, '')) ?? assert.fail(hex);

// name, encoding, offset of what is wrong
const REFUSED: readonly (readonly [string, string, number])[] = [
  ['nothing', '', 0],
  ['a tag alone', '30', 0],
  ['a truncated long length', '3082 01', 0],
  ['a value past the end', '3003 0201', 0],
  ['a member past its container', '3003 0202 01', 2],
  ['trailing bytes', '3000 00', 2],
  ['trailing bytes inside', '3004 020101 05', 5],
  ['an indefinite length', '3080 0000', 0],
  ['a long length below 128', '308103 020101', 0],
  ['a long length with a leading zero', '3082 0003 020101', 0],
  ['a length of five octets', '3085 0000000001 05', 0],
  ['a length of four gigabytes', '3084 FFFFFFFF', 0],
  ['a high tag number', '3F8101 00', 0],
  ['BOOLEAN 01', '3003 010101', 4],
  ['BOOLEAN of two octets', '3004 0102FFFF', 4],
  ['INTEGER empty', '3002 0200', 4],
  ['INTEGER 00 7F', '3004 0202007F', 4],
  ['INTEGER FF 80', '3004 0202FF80', 4],
  ['BIT STRING empty', '3002 0300', 4],
  ['BIT STRING with 8 unused bits', '3004 03020800', 4],
  ['BIT STRING with unused bits set', '3004 03020701', 4],
  ['NULL with content', '3003 050100', 4],
  ['OID empty', '3002 0600', 4],
  ['OID ending within an arc', '3004 06022A86', 4],
  ['OID with a padded arc', '3005 06032A8001', 4],
  ['UTF8String that is not', '3004 0C02C328', 4],
  ['PrintableString with a star', '3003 13012A', 4],
  ['IA5String above 7F', '3003 160180', 4],
  ['a constructed OCTET STRING', '2403 040100', 0],
  ['UTCTime without seconds', '170B 323630313031303030305A', 2],
  ['UTCTime with an offset', '1711 3236303130313030303030302B30383030', 2],
  ['30 February', '170D 3236303233303030303030305A', 2],
  ['GeneralizedTime with a fraction that ends in zero', '1812 32303236303130313030303030302E35305A', 2],
  ['SET OF out of order', '3106 020102 020101', 5],
  ['REAL', '0900', 2],
];

for (const [name, encoding, offset] of REFUSED) {
  test(`refused: ${name}`, () => refuses(() => checkDer(bytes(encoding)), 'pki/bad-der', { offset }));
}

test('nesting is capped, without recursion beyond the cap', () => {
  let deep: Uint8Array = encode(TAG.null);
  for (let i = 0; i < 20_000; i++) deep = encode(TAG.sequence, deep);
  refuses(() => checkDer(deep), 'pki/too-large');
  refuses(() => checkDer(new Uint8Array(2 << 20)), 'pki/too-large');
});

test('offsets of nested encodings count from what the caller handed in', () => {
  refuses(() => readDer(bytes('3003 010101'), { base: 100 }), 'pki/bad-der', { offset: 104 });
});

test('a member too many is refused, not skipped', () => {
  const fields = readDer(sequence(integer(1), integer(2))).open(TAG.sequence, 'pair');
  fields.any('first');
  refuses(() => fields.done(), 'pki/bad-structure', { offset: 5, field: 'pair' });
});

test('later changes of the array handed in do not reach a parsed value', () => {
  const encoding = sequence(integer(5));
  const value = readDer(encoding);
  encoding.fill(0xff);
  assert.equal(readIntegerHex(value.open(TAG.sequence, 'x').any('x'), 'x'), '05');
});

test('numbers, object identifiers, named bits and times survive writing and reading', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 160n }), (number) => {
      const hex = number.toString(16);
      assert.equal(BigInt(`0x${readIntegerHex(readDer(integer(hex)), 'n')}`), number);
    }),
  );
  for (const dotted of [
    '1.2.156.10197.1.501',
    '2.999.1',
    '0.9.2342.19200300.100.1.1',
    '2.25.329800735698586629295641978511506172918',
  ]) {
    assert.equal(readOid(readDer(oid(dotted)), 'oid'), dotted);
  }
  assert.equal(toHex(oid('1.2.156.10197.1.501')), '06082a811ccf55018375');
  for (const bits of [[], [0], [5, 6], [0, 8]]) assert.deepEqual(readNamedBits(readDer(namedBits(bits)), 'bits'), bits);
  refuses(() => readNamedBits(readDer(bytes('0302 0680')), 'bits'), 'pki/bad-der');
  for (const instant of [
    '1950-01-01T00:00:00Z',
    '2049-12-31T23:59:59Z',
    '2050-01-01T00:00:00Z',
    '2024-02-29T12:00:00Z',
  ]) {
    const { instant: read, form } = readTime(readDer(time(new Date(instant))), 'time');
    assert.equal(read.getTime(), Date.parse(instant));
    assert.equal(form, instant < '2050' ? 'utc' : 'generalized');
  }
});

test('SET OF is written in order', () => {
  assert.equal(toHex(setOf(integer(300), integer(2), integer(1))), '310a0201010201020202012c');
});

test('whatever the bytes, the check answers or refuses with an offset', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => neverCrashes(checkDer, noise)),
    { numRuns: 2000 },
  );
});

test('a Buffer that is checked is not written to', () => {
  const given = Buffer.concat([Buffer.of(0x18, 18), Buffer.from('20260101000000.12Z')]);
  const before = toHex(given);
  checkDer(given);
  assert.equal(toHex(given), before);
});

test('what is no object identifier is not written', () => {
  assert.equal(toHex(oid('2.999.1')), '0603883701');
  for (const text of ['', '1', '1.', 'policy', '3.1', '1.40', '1.2.03', '1.-2', '1.2.3 ', `1.2.${'9'.repeat(300)}`]) {
    refuses(() => oid(text), 'pki/bad-value', { field: 'oid' });
  }
  // 65 octets: no reader takes it.
  refuses(() => oid(`1.2${'.1'.repeat(64)}`), 'pki/bad-value', { field: 'oid' });
  assert.equal(readOid(readDer(oid(`1.2${'.1'.repeat(63)}`)), 'x').length, 129);
});

test('what is no array of bytes is refused before it is copied', () => {
  const values: unknown[] = [undefined, null, 2 ** 40, '30', [0x30, 0], new ArrayBuffer(2)];
  for (const value of values) {
    refuses(() => readDer(value as Uint8Array), 'pki/bad-der', { offset: 0 });
    refuses(() => checkDer(value as Uint8Array), 'pki/bad-der', { offset: 0 });
  }
});
