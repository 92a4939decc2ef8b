/**
 * The standard's own examples on the recommended curve (GM/T 0003.5-2012 Annexes A and C), and the signature with e = 0 that broke another library.
 * Left out: Annex B, key exchange: exchange.test.ts.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, hex, secret, stream, utf8 } from '../test-support.ts';
import { ciphertextFromDer, ciphertextToDer } from './der.ts';
import { DEFAULT_ID, sm2Digest, sm2Z } from './digest.ts';
import { sm2Decrypt, sm2Encrypt } from './encryption.ts';
import { sm2PublicKey } from './key.ts';
import { sm2Sign, sm2SignDigest, sm2Verify, sm2VerifyDigest } from './signature.ts';

const d = () => secret('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
const K = '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21';
const P = bytes(
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
);
const E = 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640';
const SIGNATURE =
  'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
const C1 =
  '0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0';
const C3 = '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766';
const C2 = '21886ca989ca9c7d58087307ca93092d651efa';
const CIPHER_DER = `307c0220${C1.slice(2, 66)}022100${C1.slice(66)}0420${C3}0413${C2}`;

test('public key, Z and e', () => {
  assert.equal(hex(sm2PublicKey(d())), hex(P));
  assert.equal(hex(DEFAULT_ID), hex(utf8('1234567812345678')));
  assert.equal(hex(sm2Z(P)), 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3');
  assert.equal(hex(sm2Digest(P, utf8('message digest'))), E);
});

test('signature', () => {
  const message = utf8('message digest');
  assert.equal(hex(sm2Sign({ privateKey: d(), message, random: stream(K).random })), SIGNATURE);
  assert.equal(hex(sm2SignDigest({ privateKey: d(), e: bytes(E), random: stream(K).random })), SIGNATURE);
  assert.equal(sm2Verify({ publicKey: P, message, signature: bytes(SIGNATURE) }), true);
  assert.equal(sm2VerifyDigest({ publicKey: P, e: bytes(E), signature: bytes(SIGNATURE) }), true);
});

test('encryption', () => {
  const plaintext = utf8('encryption standard');
  const ciphertext = sm2Encrypt({ publicKey: P, plaintext, random: stream(K).random });
  assert.equal(hex(ciphertext), C1 + C3 + C2);
  assert.equal(hex(ciphertextToDer(ciphertext)), CIPHER_DER);
  assert.equal(hex(ciphertextFromDer(bytes(CIPHER_DER))), C1 + C3 + C2);
  assert.equal(hex(sm2Decrypt({ privateKey: d(), ciphertext })), hex(plaintext));
});

test('a signature over e = 0 is like any other', () => {
  const publicKey = bytes(
    '04ef4de57af00ae424c00c4caadff7193f804a19dd73a7e2954db9d0d15ab4cbba67728c3f4572878b7a674735da9fde1682fe2d9e0799c4a5cde57e3d473039a2',
  );
  const signature = bytes(
    'be0ea64e1ec06f0d247093f3ccbbadcfb6260224272f86ddb78326e7cd6c7560e9f6ab2fcc48a2cef94838e66b5c7e21fd8e4de25990dd98ca5243f4966f2853',
  );
  assert.equal(sm2VerifyDigest({ publicKey, e: new Uint8Array(32), signature }), true);
  assert.equal(sm2VerifyDigest({ publicKey, e: new Uint8Array(32).fill(0, 0, 31).fill(1, 31), signature }), false);
});

test('whoever writes into the exported identifier changes no default', () => {
  const before = hex(sm2Z(P));
  DEFAULT_ID.fill(0);
  assert.equal(hex(sm2Z(P)), before);
  DEFAULT_ID.set(utf8('1234567812345678'));
});
