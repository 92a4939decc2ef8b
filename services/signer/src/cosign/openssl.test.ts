/** A verifier nobody here wrote: OpenSSL checks a co-signed signature, with the standard's default id. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { signatureToDer } from '@qianyin/gm';
import { cosign, createPhone, utf8 } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';

/** SubjectPublicKeyInfo of an SM2 key up to the point: id-ecPublicKey on sm2p256v1 (GM/T 0009). */
const SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

const found = spawnSync('openssl', ['version'], { encoding: 'utf8' });
const skip = found.status === 0 ? false : 'openssl is not on the PATH';

test('OpenSSL verifies a co-signed signature with distid 1234567812345678', { skip }, async () => {
  await using running = await temporarySigner();
  const phone = await createPhone(running.client);
  const message = utf8('会签的报文');
  const [signature] = await cosign(running.client, phone, [message]);
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-openssl-'));
  const at = (name: string) => join(folder, name);
  try {
    writeFileSync(at('key.der'), Buffer.concat([SPKI_PREFIX, phone.publicKey]));
    writeFileSync(at('sig.der'), signatureToDer(signature as Uint8Array));
    writeFileSync(at('message'), message);
    writeFileSync(at('altered'), utf8('会签的报文。'));
    const verify = (file: string) =>
      spawnSync('openssl', [
        'dgst',
        '-sm3',
        '-verify',
        at('key.pem'),
        '-sigopt',
        'distid:1234567812345678',
        '-signature',
        at('sig.der'),
        at(file),
      ]).status;
    execFileSync('openssl', ['pkey', '-pubin', '-inform', 'DER', '-in', at('key.der'), '-out', at('key.pem')]);
    assert.equal(verify('message'), 0);
    assert.notEqual(verify('altered'), 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
