/** OCSP answers (RFC 6960) of a delegate. */
import {
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  type CertificateStatus,
  isOfIssuer,
  parseOcspRequest,
  parseOcspResponse,
  verifyOcspResponse,
} from '@qianyin/pki';
import { AT, type Authority, authority, KEY_KINDS, signingKey } from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { flipped, seeded, utf8 } from '../seed.ts';

const NEXT = new Date('2026-06-02T00:00:00Z');
const STATUSES: readonly CertificateStatus[] = [
  { kind: 'good' },
  { kind: 'revoked', at: AT, reason: 'keyCompromise' },
  { kind: 'unknown' },
];

export const ocspSubject: Subject = {
  name: 'ocsp',
  cases: () =>
    KEY_KINDS.flatMap((kind) => [
      ...STATUSES.map((status) => good(authority(kind), status)),
      ...broken(authority(kind)),
      ...questions(authority(kind)),
      ...STATUSES.map((status) => made(authority(kind), status.kind)),
    ]),
};

function answerOf(
  { issuing, signing, responder }: Authority,
  status: CertificateStatus,
  key = responder.key,
): Uint8Array {
  const request = buildOcspRequest(signing.certificate, issuing.certificate);
  const [certId] = parseOcspRequest(request).certIds;
  if (!certId) throw new Error('a request about nothing');
  const data = buildOcspResponseData({
    responder: responder.certificate,
    producedAt: AT,
    answers: [{ certId, status, thisUpdate: AT, nextUpdate: NEXT }],
  });
  return assembleOcspResponse(data, key.sign(data), responder.certificate, key.algorithm);
}

function statusOf(response: Uint8Array, { issuing, signing }: Authority): string {
  const parsed = parseOcspResponse(response);
  if (parsed.status !== 'successful') throw new Error(parsed.status);
  const check = { response: parsed.response, certificate: signing.certificate, issuer: issuing.certificate, at: AT };
  const verdict = verifyOcspResponse(check);
  if (!verdict.ok) throw new Error(verdict.reasons.join());
  return verdict.status?.kind ?? '';
}

const filesOf = ({ issuing, signing, responder }: Authority) => ({
  issuer: issuing.certificate.der,
  responder: responder.certificate.der,
  certificate: signing.certificate.der,
});

function good(by: Authority, status: CertificateStatus): Case {
  const response = answerOf(by, status);
  return {
    name: `${by.kind}, ${status.kind}`,
    kind: 'ocsp-verify',
    parameters: { key: by.kind },
    files: { response, ...filesOf(by) },
    expected: 'accept',
    ours: () => statusOf(response, by) === status.kind,
    outputs: { status: utf8(status.kind) },
  };
}

function broken(by: Authority): Case[] {
  const revoked = answerOf(by, { kind: 'revoked', at: AT, reason: 'keyCompromise' });
  const unsigned = answerOf(by, { kind: 'good' }, signingKey(by.kind, 'forger of answers'));
  const moment = Buffer.from(revoked).indexOf('20260601000000Z');
  const responses: Record<string, Uint8Array> = {
    'moment changed': flipped(revoked, moment + 3),
    'signed by another key': unsigned,
    'octet after the end': new Uint8Array([...revoked, 0]),
    'last octet missing': revoked.subarray(0, -1),
  };
  return Object.entries(responses).map(([name, response]) => ({
    name: `${by.kind}, ${name}`,
    kind: 'ocsp-verify',
    parameters: { key: by.kind },
    files: { response, ...filesOf(by) },
    expected: 'reject',
    ours: () => statusOf(response, by) !== '',
    except: name === 'octet after the end' ? STREAMS : {},
  }));
}

function questions(by: Authority): Case[] {
  const { issuing, signing } = by;
  const { serial } = signing.certificate;
  const nonce = seeded(`nonce ${by.kind}`)(16);
  const hashes = ['sha1', 'sha256'] as const;
  return [
    ...hashes.map((hash): Case => {
      const request = buildOcspRequest(signing.certificate, issuing.certificate, nonce, hash);
      return {
        name: `${by.kind}, request, ${hash}`,
        kind: 'ocsp-request-read',
        files: { request, issuer: issuing.certificate.der },
        expected: 'accept',
        outputs: { serial: utf8(serial.replace(/^0+/, '')), nonce },
      };
    }),
    {
      name: `${by.kind}, request made by the outsider`,
      kind: 'ocsp-request-make',
      files: { certificate: signing.certificate.der, issuer: issuing.certificate.der },
      judge: ({ request = new Uint8Array() }) => {
        const [certId, more] = parseOcspRequest(request).certIds;
        if (!certId || more || certId.serial !== serial) throw new Error('another certificate');
        if (!isOfIssuer(certId, issuing.certificate)) throw new Error('another issuer');
      },
    },
  ];
}

function made(by: Authority, status: string): Case {
  return {
    name: `${by.kind}, ${status}, made by the outsider`,
    kind: 'ocsp-make',
    parameters: { key: by.kind, status, thisUpdate: AT.toISOString(), nextUpdate: NEXT.toISOString() },
    files: { ...filesOf(by), responderKey: by.responder.key.pkcs8 },
    judge: ({ response = new Uint8Array() }) => {
      const said = statusOf(response, by);
      if (said !== status) throw new Error(`read as ${said}`);
    },
  };
}
