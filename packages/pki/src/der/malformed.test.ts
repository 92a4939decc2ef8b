/** Every parser against every violation of DER in everything it reads: the code and the place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { BROKEN_CERTIFICATES } from '../testing/broken/certificates.ts';
import { BROKEN_LISTS } from '../testing/broken/lists.ts';
import { BROKEN_OCSP } from '../testing/broken/ocsp.ts';
import { malformedFrom } from '../testing/malformed.ts';
import { isRefusal, TARGETS } from '../testing/parsers.ts';

for (const { name, parse, seeds, shallow } of TARGETS.filter(({ ber }) => !ber)) {
  test(`${name}: good inputs, and each broken in every way`, () => {
    for (const seed of seeds()) {
      parse(seed);
      let count = 0;
      for (const { what, bytes, offset } of malformedFrom(seed, !shallow)) {
        count++;
        try {
          refuses(() => parse(bytes), 'pki/bad-der', { offset });
        } catch (cause) {
          throw new Error(`${what} (${count})`, { cause });
        }
      }
      assert.ok(count > 10);
    }
  });

  test(`${name}: cut short at every byte`, () => {
    for (const seed of seeds().slice(0, 2)) {
      for (let end = 0; end < seed.length; end++) refuses(() => parse(seed.subarray(0, end)), 'pki/bad-der');
    }
  });

  test(`${name}: any byte changed`, () => {
    for (const seed of seeds().slice(0, 1)) {
      for (let i = 0; i < seed.length; i++) {
        for (const change of [0x01, 0x20, 0x80, 0xff]) {
          const changed = new Uint8Array(seed);
          changed[i] = (changed[i] as number) ^ change;
          neverCrashes(parse, changed);
        }
      }
    }
  });
}

test('what is refused says where', () => {
  assert.ok(!isRefusal(new Error('crash')));
});

for (const { what, parse, bytes, code, field, offset } of [...BROKEN_CERTIFICATES, ...BROKEN_LISTS, ...BROKEN_OCSP]) {
  test(`structures: ${what}`, () => refuses(() => parse(bytes), code, { field, offset }));
}
