/** What relying parties fetch, over HTTP, signed by the real signer: certificates, revocation list, OCSP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type OcspResponse,
  buildOcspRequest,
  isCrlSignedBy,
  isSignedBy,
  newSerial,
  parseCertificate,
  parseCrl,
  parseOcspResponse,
  verifyOcspResponse,
} from '@qianyin/pki';
import fastify from 'fastify';
import { DOT, type IssuingParts, issuingParts } from '../../testing/issuing-parts.ts';
import { certifiedPhone, random } from '../../testing/phone.ts';
import { type Authorities, authorities } from './authorities.ts';
import { mountAuthorityRoutes } from './authority-routes.ts';
import type { DualCertificates } from './model.ts';
import { issueCrl } from './operations/issue-crl.ts';
import { revokeCertificate } from './operations/revoke-certificate.ts';

let parts: IssuingParts;
let pair: DualCertificates;
let authority: Authorities;
const app = fastify();
before(async () => {
  parts = await issuingParts({ drawing: DOT });
  ({ pair } = await certifiedPhone(parts));
  authority = await authorities(parts.signer);
  mountAuthorityRoutes(app, parts);
});
after(async () => {
  await app.close();
  await parts[Symbol.asyncDispose]();
});

const bytes = ({ rawPayload }: { rawPayload: Buffer }): Uint8Array => new Uint8Array(rawPayload);

async function ask(request: Uint8Array, type = 'application/ocsp-request') {
  return app.inject({ method: 'POST', url: '/ocsp', headers: { 'content-type': type }, payload: Buffer.from(request) });
}

function successful(der: Uint8Array): OcspResponse {
  const parsed = parseOcspResponse(der);
  assert.ok(parsed.status === 'successful', JSON.stringify(parsed));
  return parsed.response;
}

async function statusOf(serial: string, nonce?: Uint8Array): Promise<string | undefined> {
  const { issuing } = authority;
  const answer = await ask(buildOcspRequest({ serial }, issuing, nonce));
  assert.equal(answer.headers['content-type'], 'application/ocsp-response');
  const response = successful(bytes(answer));
  const at = parts.clock.now();
  const verdict = verifyOcspResponse({
    response,
    certificate: { serial },
    issuer: issuing,
    at,
    ...(nonce && { nonce }),
  });
  assert.deepEqual(verdict.reasons, []);
  return verdict.status?.kind;
}

async function refusal(der: Promise<{ rawPayload: Buffer }>): Promise<number> {
  const parsed = parseOcspResponse(bytes(await der));
  assert.ok(parsed.status === 'refused');
  return parsed.code;
}

test('the authorities’ certificates are the signer’s', async () => {
  const [root, issuing] = await Promise.all(['root', 'issuing'].map((name) => app.inject(`/ca/${name}.cer`)));
  assert.ok(root && issuing);
  assert.equal(issuing.headers['content-type'], 'application/pkix-cert');
  const anchor = parseCertificate(bytes(root));
  const middle = parseCertificate(bytes(issuing));
  assert.ok(isSignedBy(middle, anchor) && isSignedBy(parseCertificate(pair.signing), middle));
});

test('OCSP says good for both certificates, unknown for what was never handed out and for strangers’', async () => {
  assert.equal(await statusOf(pair.serial), 'good');
  assert.equal(await statusOf(pair.encryptionSerial, random(32)), 'good');
  assert.equal(await statusOf(newSerial(random)), 'unknown');
  const request = buildOcspRequest({ serial: pair.serial }, authority.root);
  assert.deepEqual(
    successful(bytes(await ask(request))).answers.map(({ status }) => status.kind),
    ['unknown'],
  );
});

test('OCSP by GET answers alike and may be cached for a minute', async () => {
  const request = Buffer.from(buildOcspRequest({ serial: pair.serial }, authority.issuing));
  const answer = await app.inject(`/ocsp/${encodeURIComponent(request.toString('base64'))}`);
  assert.equal(answer.headers['cache-control'], 'public, max-age=60, no-transform');
  assert.deepEqual(
    successful(bytes(answer)).answers.map(({ status }) => status.kind),
    ['good'],
  );
});

test('what is no request gets the protocol’s own refusal', async () => {
  const MALFORMED = 1;
  const good = buildOcspRequest({ serial: pair.serial }, authority.issuing);
  for (const bad of [new Uint8Array(0), Uint8Array.of(1, 2, 3), good.subarray(0, -1), Buffer.concat([good, good])])
    assert.equal(await refusal(ask(bad)), MALFORMED);
  assert.equal(await refusal(ask(new Uint8Array(20_000))), MALFORMED);
  const byGet = await app.inject('/ocsp/%25%25');
  assert.deepEqual([await refusal(Promise.resolve(byGet)), byGet.headers['cache-control']], [MALFORMED, undefined]);
  assert.equal((await ask(good, 'text/html')).statusCode, 415);
});

test('the list is issued once, by however many servers at the same moment', async () => {
  await Promise.all([1, 2, 3, 4].map(() => issueCrl(parts)));
  const first = await app.inject('/crl/issuing.crl');
  assert.equal(first.headers['content-type'], 'application/pkix-crl');
  const list = parseCrl(bytes(first));
  assert.ok(isCrlSignedBy(list, authority.issuing));
  assert.deepEqual([list.number, list.revoked.size], ['01', 0]);
  assert.ok(list.nextUpdate.getTime() - list.thisUpdate.getTime() <= 24 * 3_600_000);
  const unchanged = await app.inject({ url: '/crl/issuing.crl', headers: { 'if-none-match': first.headers.etag } });
  assert.equal(unchanged.statusCode, 304);
});

test('a revocation is in OCSP at once, for both certificates', async () => {
  const actor = { kind: 'system', id: 'test' } as const;
  await revokeCertificate(parts, { certificateId: pair.id, reason: 'keyCompromise', actor });
  assert.equal(await statusOf(pair.serial), 'revoked');
  assert.equal(await statusOf(pair.encryptionSerial), 'revoked');
});
