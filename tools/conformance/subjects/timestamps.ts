/** Time stamp tokens (RFC 3161, RFC 5816; GM/T 0033 with SM2 and SM3). */
import { digest } from '@qianyin/pki/cms';
import {
  assembleTimestampToken,
  buildTimestampAttributes,
  buildTimestampRequest,
  buildTimestampResponse,
  buildTstInfo,
  parseTimestampRequest,
  verifyTimestamp,
} from '@qianyin/pki/tsp';
import { type Authority, authority, type Holder, KEY_KINDS, signingKey } from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { flipped, seeded, utf8 } from '../seed.ts';

const MESSAGE = utf8('投标文件');
const GEN_TIME = new Date('2026-06-01T08:00:00Z');
const POLICY = '1.2.156.10197.6.1.1.1';
const DIGESTS = {
  sm2: 'sm3',
  p256: 'sha256',
  p384: 'sha384',
  p521: 'sha512',
  rsa: 'sha256',
  'rsa-pss': 'sha256',
} as const;

export const timestampsSubject: Subject = {
  name: 'timestamps',
  cases: () =>
    KEY_KINDS.flatMap((kind) => [...ours(authority(kind)), ...responses(authority(kind)), made(authority(kind))]),
};

function tokenOf(
  { kind, timestamper, issuing }: Authority,
  key: Holder['key'] = timestamper.key,
  nonce?: Uint8Array,
): Uint8Array {
  const digestAlgorithm = DIGESTS[kind];
  const request = parseTimestampRequest(
    buildTimestampRequest({ digest: digest(digestAlgorithm, MESSAGE), digestAlgorithm, ...(nonce ? { nonce } : {}) }),
  );
  const { certificate } = timestamper;
  const tstInfo = buildTstInfo({
    request,
    policy: POLICY,
    serial: '0102',
    genTime: GEN_TIME,
    tsa: certificate.subject,
  });
  const attributes = buildTimestampAttributes({ tstInfo, certificate, digestAlgorithm });
  const signature = key.sign(attributes);
  return assembleTimestampToken({
    tstInfo,
    attributes,
    signature,
    certificate,
    algorithm: key.algorithm,
    chain: [issuing.certificate],
  });
}

const verdict = (by: Authority, token: Uint8Array, message: Uint8Array) =>
  verifyTimestamp({ token, message, roots: [by.root.certificate], intermediates: [by.issuing.certificate] });

function asked(by: Authority, name: string, token: Uint8Array, expected: 'accept' | 'reject', message = MESSAGE): Case {
  return {
    name: `${by.kind}, ${name}`,
    kind: 'token-verify',
    parameters: { key: by.kind },
    files: {
      token,
      message,
      certificate: by.timestamper.certificate.der,
      issuer: by.issuing.certificate.der,
      root: by.root.certificate.der,
    },
    expected,
    ours: () => verdict(by, token, message).ok,
    outputs: { time: utf8(GEN_TIME.toISOString()) },
  };
}

function ours(by: Authority): Case[] {
  const token = tokenOf(by);
  return [
    {
      ...asked(by, 'good', token, 'accept'),
      except: by.kind === 'rsa-pss' ? PSS : {},
    },
    asked(by, 'another message', token, 'reject', flipped(MESSAGE, 0)),
    asked(by, 'time changed', flipped(token, Buffer.from(token).indexOf('20260601080000Z') + 9), 'reject'),
    asked(by, 'signature changed', flipped(token, -1), 'reject'),
    asked(by, 'signed by another key', tokenOf(by, signingKey(by.kind, 'forger of time')), 'reject'),
    { ...asked(by, 'octet after the end', new Uint8Array([...token, 0]), 'reject'), except: STREAMS },
    asked(by, 'last octet missing', token.subarray(0, -1), 'reject'),
  ];
}

function responses(by: Authority): Case[] {
  const digestAlgorithm = DIGESTS[by.kind];
  const requestFor = (nonce: Uint8Array) =>
    buildTimestampRequest({ digest: digest(digestAlgorithm, MESSAGE), digestAlgorithm, nonce });
  const nonce = seeded('nonce of a time stamp')(16);
  const request = requestFor(nonce);
  const response = buildTimestampResponse(tokenOf(by, by.timestamper.key, nonce));
  const files = {
    response,
    message: MESSAGE,
    certificate: by.timestamper.certificate.der,
    issuer: by.issuing.certificate.der,
    root: by.root.certificate.der,
  };
  const answer = (name: string, asking: Uint8Array, expected: 'accept' | 'reject'): Case => ({
    name: `${by.kind}, answer, ${name}`,
    kind: 'timestamp-response-verify',
    parameters: { key: by.kind },
    files: { request: asking, ...files },
    expected,
    except: by.kind === 'rsa-pss' ? PSS : {},
  });
  return [answer('good', request, 'accept'), answer('to another nonce', requestFor(flipped(nonce, -1)), 'reject')];
}

const PSS = { openssl: 'its ts knows no RSASSA-PSS' };

function made(by: Authority): Case {
  return {
    name: `${by.kind}, made by the outsider`,
    kind: 'token-make',
    parameters: { key: by.kind, time: GEN_TIME.toISOString(), policy: POLICY },
    files: {
      message: MESSAGE,
      request: buildTimestampRequest({ digest: digest(DIGESTS[by.kind], MESSAGE), digestAlgorithm: DIGESTS[by.kind] }),
      certificate: by.timestamper.certificate.der,
      privateKey: by.timestamper.key.pkcs8,
    },
    judge: ({ token = new Uint8Array() }) => {
      const { ok, reasons, policy } = verdict(by, token, MESSAGE);
      if (!ok) throw new Error(reasons.join());
      if (policy !== POLICY) throw new Error(`policy ${policy}`);
      if (verdict(by, token, flipped(MESSAGE, 0)).ok) throw new Error('accepted for another message');
    },
  };
}
