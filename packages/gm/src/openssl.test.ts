/** Cross-check with an implementation nobody here wrote: the openssl command, both ways, one-party and two-party. */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { concat } from './bytes.ts';
import {
  ciphertextFromDer,
  ciphertextToDer,
  signatureFromDer,
  signatureToDer,
  Secret,
  sm2Decrypt,
  sm2Digest,
  sm2Encrypt,
  sm2GenerateKeyPair,
  sm2PublicKey,
  sm2Sign,
  sm2Verify,
} from './index.ts';
import { bytes, hex, random, utf8 } from './test-support.ts';
import { cosign, newJointKey } from './two-party/test-support.ts';

const DISTID = 'distid:1234567812345678';
const SPKI = bytes('3059301306072a8648ce3d020106082a811ccf5501822d034200');
/** PKCS #8 around an ECPrivateKey without its public part. */
const PKCS8 = bytes('3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420');
const MESSAGE = utf8('招标文件 2026-001');

function whyNot(): string | false {
  const version = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  if (version.error !== undefined) return 'openssl is not on the PATH';
  const curves = spawnSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' });
  return curves.stdout?.includes('SM2') ? false : `${version.stdout.trim()} has no SM2`;
}

describe('openssl', { skip: whyNot() }, () => {
  let folder = '';
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const pem = (label: string, der: Uint8Array) =>
    `-----BEGIN ${label}-----\n${btoa(String.fromCharCode(...der))}\n-----END ${label}-----\n`;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'qianyin-gm-'));
    writeFileSync(path('message'), MESSAGE);
  });
  after(() => rmSync(folder, { recursive: true }));

  const verifies = (publicKey: Uint8Array, signature: Uint8Array): boolean => {
    writeFileSync(path('public.pem'), pem('PUBLIC KEY', concat(SPKI, publicKey)));
    writeFileSync(path('signature'), signatureToDer(signature));
    const args = ['dgst', '-sm3', '-verify', 'public.pem', '-sigopt', DISTID, '-signature', 'signature', 'message'];
    const result = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (result.status === 0) return /Verified OK/.test(result.stdout);
    assert.match(result.stdout + result.stderr, /Verification failure|verification failure/i);
    return false;
  };

  test('verifies what is signed here', () => {
    const { privateKey, publicKey } = sm2GenerateKeyPair(random);
    const signature = sm2Sign({ privateKey, message: MESSAGE, random });
    assert.equal(verifies(publicKey, signature), true);
    signature[63]! ^= 1;
    assert.equal(verifies(publicKey, signature), false);
  });

  test('verifies what phone and signer sign together', () => {
    const key = newJointKey();
    assert.equal(verifies(key.publicKey, cosign(key, sm2Digest(key.publicKey, MESSAGE))), true);
    assert.equal(verifies(key.publicKey, cosign(key, sm2Digest(key.publicKey, utf8('other')))), false);
  });

  test('signs what is verified here', () => {
    openssl('ecparam', '-name', 'SM2', '-genkey', '-noout', '-out', 'key.pem');
    openssl('dgst', '-sm3', '-sign', 'key.pem', '-sigopt', DISTID, '-out', 'signature', 'message');
    openssl('pkey', '-in', 'key.pem', '-pubout', '-outform', 'DER', '-out', 'public.der');
    const publicKey = new Uint8Array(readFileSync(path('public.der')).subarray(SPKI.length));
    const signature = signatureFromDer(new Uint8Array(readFileSync(path('signature'))));
    assert.equal(sm2Verify({ publicKey, message: MESSAGE, signature }), true);
    assert.equal(sm2Verify({ publicKey, message: utf8('other'), signature }), false);
  });

  test('decrypts what is encrypted here, and the other way round', () => {
    const pair = sm2GenerateKeyPair(random);
    writeFileSync(path('key.pem'), pem('PRIVATE KEY', concat(PKCS8, pair.privateKey.copy())));
    writeFileSync(path('public.pem'), pem('PUBLIC KEY', concat(SPKI, pair.publicKey)));
    assert.equal(hex(sm2PublicKey(Secret.take(pair.privateKey.copy()))), hex(pair.publicKey));

    const ciphertext = sm2Encrypt({ publicKey: pair.publicKey, plaintext: MESSAGE, random });
    writeFileSync(path('ciphertext'), ciphertextToDer(ciphertext));
    const opened = openssl('pkeyutl', '-decrypt', '-inkey', 'key.pem', '-in', 'ciphertext');
    assert.equal(hex(opened), hex(MESSAGE));

    openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', 'public.pem', '-in', 'message', '-out', 'theirs');
    const theirs = ciphertextFromDer(new Uint8Array(readFileSync(path('theirs'))));
    assert.equal(hex(sm2Decrypt({ privateKey: pair.privateKey, ciphertext: theirs })), hex(MESSAGE));
  });
});
