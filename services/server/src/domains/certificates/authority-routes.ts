/**
 * What relying parties fetch, with media types of their own: certificates of the authorities (RFC 5280 §4.2.2.1), the
 * revocation list (§4.2.1.13), OCSP by POST and GET (RFC 6960 Appendix A). Public, and plain HTTP on purpose.
 */
import { buildOcspError } from '@qianyin/pki';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { addSeconds } from '../../platform/clock.ts';
import { sendProblem } from '../../platform/edge.ts';
import { authorities } from './authorities.ts';
import { newestCrl } from './crl-store.ts';
import { type OcspDeps, answerOcsp } from './operations/answer-ocsp.ts';

const CERTIFICATE = 'application/pkix-cert';
const CRL = 'application/pkix-crl';
const OCSP_REQUEST = 'application/ocsp-request';
const OCSP_RESPONSE = 'application/ocsp-response';
const OCSP_LIMIT = 16_384;
/** Longest answer from a cache: a revocation must be seen within a minute. */
const OCSP_CACHE_SECONDS = 60;
const CRL_CACHE_SECONDS = 600;

export function mountAuthorityRoutes(app: FastifyInstance, deps: OcspDeps): void {
  void app.register(async (scope) => {
    mountFiles(scope, deps);
    mountOcsp(scope, deps);
  });
}

function mountFiles(scope: FastifyInstance, { db, signer, clock }: OcspDeps): void {
  for (const role of ['root', 'issuing'] as const) {
    scope.get(`/ca/${role}.cer`, async (_request, reply) => {
      const certificate = (await authorities(signer))[role];
      return cached(reply, 3600).type(CERTIFICATE).send(Buffer.from(certificate.der));
    });
  }
  scope.get('/crl/issuing.crl', async (request, reply) => {
    const newest = await newestCrl(db);
    // Never a list that says nothing any more: no list is told apart, an old one might be believed.
    if (newest === undefined || newest.nextUpdate <= clock.now())
      return sendProblem(reply.header('retry-after', '30'), 'server/unavailable');
    const tag = `"crl-${newest.number}"`;
    void cached(reply, CRL_CACHE_SECONDS).header('etag', tag).header('expires', expiry(clock.now(), newest.nextUpdate));
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.type(CRL).send(Buffer.from(newest.crl));
  });
}

function mountOcsp(scope: FastifyInstance, deps: OcspDeps): void {
  scope.addContentTypeParser(OCSP_REQUEST, { parseAs: 'buffer', bodyLimit: OCSP_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
  scope.setErrorHandler((error: { code?: string }, _request, reply) => {
    if (error.code !== 'FST_ERR_CTP_BODY_TOO_LARGE') throw error;
    return reply.type(OCSP_RESPONSE).send(Buffer.from(buildOcspError('malformedRequest')));
  });
  const answer = async (reply: FastifyReply, request: Uint8Array, cacheSeconds: number): Promise<FastifyReply> => {
    const { der, answered } = await answerOcsp(deps, request);
    if (answered && cacheSeconds > 0) void cached(reply, cacheSeconds);
    return reply.type(OCSP_RESPONSE).send(Buffer.from(der));
  };
  scope.post('/ocsp', (request, reply) =>
    answer(reply, request.body instanceof Buffer ? new Uint8Array(request.body) : new Uint8Array(), 0),
  );
  scope.get('/ocsp/*', (request, reply) => {
    const text = (request.params as { '*': string })['*'];
    return answer(reply, text.length <= OCSP_LIMIT ? base64(text) : new Uint8Array(), OCSP_CACHE_SECONDS);
  });
}

function cached(reply: FastifyReply, seconds: number): FastifyReply {
  return reply.header('cache-control', `public, max-age=${seconds}, no-transform`);
}

function expiry(now: Date, nextUpdate: Date): string {
  const soon = addSeconds(now, CRL_CACHE_SECONDS);
  return (soon < nextUpdate ? soon : nextUpdate).toUTCString();
}

/** Base64 as in RFC 6960 A.1; anything else is no request. */
function base64(text: string): Uint8Array {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : new Uint8Array();
}
