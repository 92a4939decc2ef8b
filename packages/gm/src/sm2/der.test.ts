import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes, hex, random, throwsCode } from '../test-support.ts';
import { ciphertextFromDer, ciphertextToDer, signatureFromDer, signatureToDer } from './der.ts';
import { sm2Encrypt } from './encryption.ts';
import { sm2GenerateKeyPair } from './key.ts';

const scalar = fc
  .tuple(fc.nat({ max: 31 }), fc.uint8Array({ minLength: 32, maxLength: 32 }))
  .map(([zeros, value]) => value.map((byte, i) => (i < zeros ? 0 : byte)))
  .filter((value) => value.some(Boolean));

test('signatures survive the round trip, and DER has one form for each', () => {
  fc.assert(
    fc.property(scalar, scalar, (r, s) => {
      const der = signatureToDer(bytes(hex(r) + hex(s)));
      assert.ok(der.length >= 8 && der.length <= 72);
      assert.equal(hex(signatureFromDer(der)), hex(r) + hex(s));
      assert.equal(hex(signatureToDer(signatureFromDer(der))), hex(der));
    }),
  );
});

test('any bytes are either refused or the one encoding of what they decode to', () => {
  const almost = fc.tuple(scalar, scalar, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([r, s, where, value]) => {
    const der = signatureToDer(bytes(hex(r) + hex(s)));
    der[where % der.length] = value;
    return der;
  });
  fc.assert(
    fc.property(almost, (der) => {
      let signature: Uint8Array;
      try {
        signature = signatureFromDer(der);
      } catch {
        throwsCode('gm/invalid-der', () => signatureFromDer(der));
        return;
      }
      assert.equal(hex(signatureToDer(signature)), hex(der));
    }),
    { numRuns: 500 },
  );
});

test('signatures that are not strict DER are refused', () => {
  assert.equal(hex(signatureFromDer(bytes('3006020101020102'))), `${'00'.repeat(31)}01${'00'.repeat(31)}02`);
  const refused: [name: string, der: string, field: string, offset: number][] = [
    ['empty', '', 'der', 0],
    ['no sequence', '0201010201023006', 'der', 0],
    ['set instead of sequence', '3106020101020102', 'der', 0],
    ['trailing byte outside', '300602010102010200', 'der', 8],
    ['trailing byte inside', '300702010102010200', 'der', 8],
    ['third integer', '3009020101020102020103', 'der', 8],
    ['one integer', '3003020101', 's', 5],
    ['long length where short does', '308106020101020102', 'der', 1],
    ['long length with a zero', '30820006020101020102', 'der', 1],
    ['indefinite length', '30800201010201020000', 'der', 1],
    ['length of five bytes', '30850000000006020101020102', 'der', 1],
    ['length past the end', '3007020101020102', 'der', 0],
    ['inner length past the end', '3006020101020202', 's', 5],
    ['inner length in long form', '300702810101020102', 'r', 3],
    ['leading zero too many', '300702020001020102', 'r', 2],
    ['empty integer', '30050200020102', 'r', 2],
    ['negative r', '3006020181020102', 'r', 2],
    ['negative s', '30060201010201ff', 's', 5],
    ['r = 0', '3006020100020102', 'r', 2],
    ['s = 0', '3006020101020100', 's', 5],
    ['integer of 33 significant bytes', `3026022101${'00'.repeat(32)}020101`, 'r', 2],
    ['octet string instead of integer', '3006040101020102', 'r', 2],
    ['cut short', '30060201010201', 'der', 0],
    ['tag only', '30', 'der', 1],
  ];
  for (const [name, der, field, offset] of refused) {
    assert.throws(() => signatureFromDer(bytes(der)), { code: 'gm/invalid-der', field, offset }, name);
  }
  throwsCode('gm/invalid-type', () => signatureFromDer('3006020101020102' as unknown as Uint8Array));
});

test('values no signature holds are not encoded', () => {
  throwsCode('gm/invalid-scalar', () => signatureToDer(new Uint8Array(64)));
  throwsCode('gm/invalid-scalar', () => signatureToDer(new Uint8Array(64).fill(1, 0, 32)));
  throwsCode('gm/invalid-length', () => signatureToDer(new Uint8Array(63)));
});

test('ciphertexts of every length form survive the round trip', () => {
  const { publicKey } = sm2GenerateKeyPair(random);
  for (const length of [1, 2, 23, 24, 127, 128, 255, 256, 70_000]) {
    const ciphertext = sm2Encrypt({ publicKey, plaintext: new Uint8Array(length), random });
    assert.equal(hex(ciphertextFromDer(ciphertextToDer(ciphertext))), hex(ciphertext));
  }
});

test('ciphertexts that are not strict DER, or not on the curve, are refused', () => {
  const { publicKey } = sm2GenerateKeyPair(random);
  const ciphertext = sm2Encrypt({ publicKey, plaintext: bytes('6162'), random });
  const der = hex(ciphertextToDer(ciphertext));
  throwsCode('gm/invalid-der', () => ciphertextFromDer(bytes(`${der}00`)));
  throwsCode('gm/invalid-der', () => ciphertextFromDer(bytes(der.slice(0, -2))));
  throwsCode('gm/invalid-der', () => ciphertextFromDer(bytes(der.replace(/0402(....)$/, '048102$1'))));
  // C3 of 31 bytes, and no C2 at all, with the outer lengths put right.
  const c3 = hex(ciphertext.subarray(65, 97));
  const body = der.slice(4);
  const sequence = (inner: string) => bytes(`30${(inner.length / 2).toString(16)}${inner}`);
  throwsCode('gm/invalid-der', () => ciphertextFromDer(sequence(body.replace(`0420${c3}`, `041f${c3.slice(2)}`))));
  throwsCode('gm/invalid-der', () => ciphertextFromDer(sequence(body.replace(/0402....$/, '0400'))));
  throwsCode('gm/invalid-point', () => ciphertextFromDer(sequence(`0201010201010420${c3}04026162`)));
  // The same ciphertext with the outer length 30 81 8x written as 30 82 00 8x: two encodings of one value.
  const longer = hex(ciphertextToDer(sm2Encrypt({ publicKey, plaintext: new Uint8Array(40), random })));
  assert.equal(longer.slice(0, 4), '3081');
  throwsCode('gm/invalid-der', () => ciphertextFromDer(bytes(`308200${longer.slice(4)}`)));
  const offCurve = ciphertext.slice();
  offCurve[64]! ^= 1;
  throwsCode('gm/invalid-point', () => ciphertextToDer(offCurve));
  throwsCode('gm/invalid-length', () => ciphertextToDer(ciphertext.subarray(0, 97)));
});
