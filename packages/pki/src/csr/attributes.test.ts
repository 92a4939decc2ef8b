import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CertificationRequest } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { implicit, nullValue, octetString, oid, sequence, setOf, utf8 } from '../der/write.ts';
import { ascii } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { assembleCsr, buildCsrInfo, parseCsr, pemDecode, pemEncode } from '../index.ts';
import { ALGORITHMS_OF, makeKey, TEST_KINDS } from '../testing/key-kinds.ts';
import { DISTID, openssl, skipWithoutOpenssl } from '../testing/openssl.ts';
import { refuses } from '../testing/refusals.ts';
import { random, sign } from '../testing/toy-ca.ts';
import { ATTRIBUTE_OID } from './attributes.ts';
import { writeCsrInfo } from './request.ts';

const names = sequence(implicit(2, ascii('seal.example.cn')));
const attributes = {
  challengePassword: '口令',
  extensions: [{ oid: OID.subjectAltName, value: names }],
};

for (const kind of TEST_KINDS) {
  test(`requests of ${kind} keys, with attributes, hold here and for openssl`, () => {
    const key = makeKey(kind);
    const info = buildCsrInfo({ subject: { commonName: '申请人' }, publicKey: key.publicKey, ...attributes });
    for (const algorithm of ALGORITHMS_OF[kind]) {
      const der = assembleCsr(info, key.sign(algorithm, info), algorithm);
      const request = parseCsr(der);
      assert.ok(request.valid);
      assert.equal(request.challengePassword, '口令');
      assert.deepEqual(
        request.requestedExtensions.map(({ oid: type, value }) => [type, value]),
        [[OID.subjectAltName, names]],
      );
      assert.equal(AsnConvert.parse(der, CertificationRequest).certificationRequestInfo.attributes.length, 2);
      if (skipWithoutOpenssl) continue;
      const args = [
        'req',
        '-verify',
        '-noout',
        '-text',
        '-in',
        'csr.pem',
        ...(kind === 'sm2' ? ['-vfyopt', DISTID] : []),
      ];
      const { text } = openssl(args, { 'csr.pem': pemEncode('CERTIFICATE REQUEST', der) });
      assert.match(text, /verify OK/);
      assert.match(text, /DNS:seal.example.cn/);
    }
  });
}

const OPENSSL_REQUESTS: readonly (readonly [string, string[], string[]])[] = [
  ['RSA', ['rsa:2048'], []],
  ['RSA-PSS', ['rsa:2048'], ['-sigopt', 'rsa_padding_mode:pss', '-sha384']],
  ['P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], ['-sha512']],
  ['P-521', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], ['-sha384']],
  ['SM2', [], ['-sm3', '-sigopt', DISTID]],
];

for (const [name, key, args] of OPENSSL_REQUESTS) {
  test(`openssl’s ${name} requests are read`, { skip: skipWithoutOpenssl }, () => {
    const config = '[req]\ndistinguished_name=dn\n[dn]\n[v3]\nsubjectAltName=DNS:a.cn\n';
    // A key that the same command makes is not yet one of SM2 to it.
    const made = name === 'SM2' ? openssl(['genpkey', '-algorithm', 'SM2', '-quiet'], {}).text : '';
    const source = made ? ['-key', 'made.pem'] : ['-nodes', '-newkey', ...key, '-keyout', 'key.pem'];
    const { text } = openssl(
      ['req', '-new', ...source, '-subj', '/C=CN/CN=x', '-reqexts', 'v3', '-config', 'c.cnf', ...args],
      { 'c.cnf': config, 'made.pem': made },
    );
    const request = parseCsr(pemDecode('CERTIFICATE REQUEST', text)[0] ?? assert.fail(text));
    assert.ok(request.valid);
    assert.deepEqual(
      request.requestedExtensions.map((each) => each.oid),
      [OID.subjectAltName],
    );
  });
}

test('weak and ill-fitting signatures are refused', () => {
  const rsa = makeKey('rsa');
  const info = buildCsrInfo({ subject: { commonName: '甲' }, publicKey: rsa.publicKey });
  refuses(() => parseCsr(assembleCsr(info, new Uint8Array(64).fill(1))), 'pki/unsupported-key', { field: 'publicKey' });
  const sha1 = new Uint8Array(assembleCsr(info, new Uint8Array(256).fill(1), 'rsa-sha256'));
  const at = Buffer.from(sha1).lastIndexOf(Buffer.from('2a864886f70d01010b', 'hex'));
  sha1[at + 8] = 0x05;
  refuses(() => parseCsr(sha1), 'pki/weak-algorithm', { field: 'signatureAlgorithm' });
});

test('attributes twice, empty, or bare where no one writes them so are refused', () => {
  const keys = sm2GenerateKeyPair(random);
  const parse = (...list: Uint8Array[]) => {
    const info = writeCsrInfo({ subject: { commonName: '甲' }, publicKey: keys.publicKey }, list);
    return parseCsr(assembleCsr(info, sign(keys, info)));
  };
  const password = (...values: Uint8Array[]) => sequence(oid(ATTRIBUTE_OID.challengePassword), setOf(...values));
  assert.equal(parse(password(utf8('a'))).challengePassword, 'a');
  assert.deepEqual(parse(sequence(oid('1.2.3'), setOf())).attributeTypes, ['1.2.3']);
  const bad: readonly (readonly [Uint8Array[], string])[] = [
    [[password(utf8('a')), password(utf8('b'))], 'attributes'],
    [[password()], ATTRIBUTE_OID.challengePassword],
    [[password(utf8('a'), utf8('b'))], ATTRIBUTE_OID.challengePassword],
    [[password(nullValue())], 'challengePassword'],
    [[sequence(oid(ATTRIBUTE_OID.extensionRequest), sequence())], 'attributes'],
    [[sequence(oid('1.2.3'), octetString(new Uint8Array(1)))], 'attributes'],
    [[sequence(oid('1.2.3'))], 'attributes'],
  ];
  for (const [list, field] of bad) refuses(() => parse(...list), 'pki/bad-structure', { field });
});
