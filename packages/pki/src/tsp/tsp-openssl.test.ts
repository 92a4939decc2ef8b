/** `openssl ts` verifies tokens made here and makes tokens verified here, with RSA and ECDSA; SM2 over extracted bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digest } from '../cms/index.ts';
import type { DigestName } from '../cms/index.ts';
import type { SignatureAlgorithmName } from '../index.ts';
import { keyPem, makeChain } from '../testing/holders.ts';
import { openssl, opensslOutput, opensslVerifies, skipWithoutOpenssl } from '../testing/openssl.ts';
import { random } from '../testing/toy-ca.ts';
import {
  assembleTimestampToken,
  buildTimestampAttributes,
  buildTimestampRequest,
  buildTimestampResponse,
  buildTstInfo,
  parseTimestampRequest,
  parseTimestampResponse,
  verifyTimestamp,
} from './index.ts';

const skip = skipWithoutOpenssl;
const POLICY = '1.2.156.10197.6.1.1.1';
const message = new TextEncoder().encode('投标文件');
const genTime = new Date('2026-06-01T08:00:00.250Z');
const chains = { rsa: makeChain('rsa'), p256: makeChain('p256'), p384: makeChain('p384') };
const SUITES: [keyof typeof chains, SignatureAlgorithmName, DigestName][] = [
  ['rsa', 'rsa-sha256', 'sha256'],
  ['rsa', 'rsa-sha512', 'sha512'],
  ['p256', 'ecdsa-sha256', 'sha256'],
  ['p384', 'ecdsa-sha384', 'sha384'],
];

for (const [kind, algorithm, digestAlgorithm] of SUITES) {
  const { tsa, root } = chains[kind];
  test(`openssl verifies our answer to its request: ${algorithm}`, { skip }, () => {
    const query = [
      'ts',
      '-query',
      '-data',
      'message',
      `-${digestAlgorithm}`,
      '-cert',
      '-tspolicy',
      POLICY,
      '-out',
      'out',
    ];
    const request = opensslOutput(query, { message });
    const { certificate, key } = tsa;
    const parsed = parseTimestampRequest(request);
    assert.deepEqual(parsed.imprint.digest, digest(digestAlgorithm, message));
    const accuracy = { seconds: 1, millis: 500 };
    const tstInfo = buildTstInfo({
      request: parsed,
      policy: POLICY,
      serial: '0102',
      genTime,
      accuracy,
      tsa: certificate.subject,
    });
    const attributes = buildTimestampAttributes({ tstInfo, certificate, digestAlgorithm });
    const signature = key.sign(algorithm, attributes);
    const token = assembleTimestampToken({ tstInfo, attributes, signature, certificate, algorithm });
    const files = { message, request, answer: buildTimestampResponse(token), 'root.pem': root.pem };
    const verify = ['ts', '-verify', '-in', 'answer', '-CAfile', 'root.pem'];
    assert.match(openssl([...verify, '-queryfile', 'request'], files).text, /Verification: OK/);
    assert.match(openssl([...verify, '-data', 'message'], files).text, /Verification: OK/);
    const other = { ...files, message: new Uint8Array(1) };
    assert.notEqual(openssl([...verify, '-data', 'message'], other).status, 0);
    assert.match(openssl(['ts', '-reply', '-in', 'answer', '-text'], files).text, /Jun\s+1 08:00:00\.25\d* 2026 GMT/);
  });

  test(`the answer of openssl's authority verifies: ${algorithm}`, { skip }, () => {
    const nonce = random(8);
    const request = buildTimestampRequest({
      digest: digest(digestAlgorithm, message),
      digestAlgorithm,
      nonce,
      policy: POLICY,
    });
    const settings = [
      '[tsa]',
      'default_tsa = authority',
      '[authority]',
      'serial = ./serial',
      `default_policy = ${POLICY}`,
      'digests = sha256, sha384, sha512',
      'accuracy = secs:1, millisecs:20, microsecs:3',
      'clock_precision_digits = 3',
      'ordering = yes',
      'tsa_name = yes',
      `signer_digest = ${digestAlgorithm}`,
      'ess_cert_id_alg = sha256',
    ].join('\n');
    const files = { request, settings, serial: '0A', 'tsa.pem': tsa.pem, 'tsa.key': keyPem(tsa) };
    const reply = ['ts', '-reply', '-config', 'settings', '-queryfile', 'request', '-out', 'out'];
    const answer = parseTimestampResponse(opensslOutput([...reply, '-signer', 'tsa.pem', '-inkey', 'tsa.key'], files));
    assert.ok(answer.status === 'granted');
    const roots = [root.certificate];
    const check = { token: answer.token.der, message, nonce, policy: POLICY, roots };
    const verdict = verifyTimestamp(check);
    assert.deepEqual(verdict.reasons, []);
    assert.deepEqual(verdict.accuracy, { seconds: 1, millis: 20, micros: 3 });
    assert.equal(answer.token.tstInfo.ordering, true);
    assert.equal(answer.token.tstInfo.tsa?.commonName, '时间戳');
    assert.ok(Math.abs(Number(verdict.genTime) - Date.now()) < 60_000);
    assert.deepEqual(verifyTimestamp({ ...check, message: new Uint8Array(1) }).reasons, [
      'pki/timestamp-other-message',
    ]);
  });
}

test('openssl refuses a request in its own words, which are read', { skip }, () => {
  const request = buildTimestampRequest({
    digest: digest('sha512', message),
    digestAlgorithm: 'sha512',
    policy: '1.2.3',
  });
  const settings =
    '[tsa]\ndefault_tsa = a\n[a]\nserial = ./serial\ndefault_policy = 1.2.4\ndigests = sha256\nsigner_digest = sha256\n';
  const { tsa } = chains.p256;
  const files = { request, settings, serial: '0A', 'tsa.pem': tsa.pem, 'tsa.key': keyPem(tsa) };
  const reply = ['ts', '-reply', '-config', 'settings', '-queryfile', 'request', '-out', 'out'];
  const { out } = openssl([...reply, '-signer', 'tsa.pem', '-inkey', 'tsa.key'], files);
  const answer = parseTimestampResponse(out ?? assert.fail());
  assert.ok(answer.status === 'rejection');
  assert.deepEqual(answer.failures, ['bad-algorithm']);
});

test('SM2 and SM3: openssl verifies the signature over the extracted attributes', { skip }, () => {
  const { tsa } = makeChain('sm2');
  const request = parseTimestampRequest(buildTimestampRequest({ digest: digest('sm3', message) }));
  const tstInfo = buildTstInfo({ request, policy: POLICY, serial: '01', genTime });
  const attributes = buildTimestampAttributes({ tstInfo, certificate: tsa.certificate });
  const signature = tsa.key.sign('sm2-sm3', attributes);
  assert.ok(opensslVerifies({ spki: tsa.certificate.spki, message: attributes, signature }));
});
