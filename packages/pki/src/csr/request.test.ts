import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CertificationRequest } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { assembleCsr, buildCsrInfo, nameToString, parseCsr, pemEncode } from '../index.ts';
import { DISTID, openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { neverCrashes, refuses } from '../testing/refusals.ts';
import { random, sign } from '../testing/toy-ca.ts';

const keys = sm2GenerateKeyPair(random);
const info = buildCsrInfo({ subject: { organization: '签印测试', commonName: '申请人' }, publicKey: keys.publicKey });
const der = assembleCsr(info, sign(keys, info));

test('a request proves possession of its key', () => {
  const request = parseCsr(der);
  assert.ok(request.valid);
  assert.deepEqual(request.info, info);
  assert.deepEqual(request.publicKey, keys.publicKey);
  assert.equal(nameToString(request.subject), 'CN=申请人, O=签印测试, C=CN');
  assert.equal(AsnConvert.parse(der, CertificationRequest).certificationRequestInfo.version, 0);
});

test('a request signed by another key is not valid', () => {
  assert.equal(parseCsr(assembleCsr(info, sign(sm2GenerateKeyPair(random), info))).valid, false);
});

test('truncations and changes never crash, and no change stays valid', () => {
  for (let i = 0; i < der.length; i++) {
    neverCrashes(parseCsr, der.subarray(0, i));
    const changed = new Uint8Array(der);
    changed[i] = (changed[i] as number) ^ 0x40;
    neverCrashes((bytes) => assert.equal(parseCsr(bytes).valid, false), changed);
  }
  refuses(() => parseCsr(new Uint8Array(20_000)), 'pki/too-large');
});

test('openssl verifies the request', { skip: skipWithoutOpenssl }, () => {
  const run = (distid: string) =>
    openssl(['req', '-verify', '-noout', '-vfyopt', distid, '-in', 'csr.pem'], {
      'csr.pem': pemEncode('CERTIFICATE REQUEST', der),
    });
  assert.match(run(DISTID).text, /verify OK/);
  assert.doesNotMatch(run('distid:0000000000000000').text, /verify OK/);
});
