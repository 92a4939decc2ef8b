/** The parsers of envelopes and time stamps; part of the table in parsers.ts. */
import { sm3 } from '@qianyin/gm';
import { buildEnvelopedData, parseEnvelopedData } from '../cms/index.ts';
import {
  assembleTimestampToken,
  buildTimestampAttributes,
  buildTimestampRequest,
  buildTimestampResponse,
  buildTstInfo,
  parseTimestampRequest,
  parseTimestampResponse,
  parseTimestampToken,
  parseTstInfo,
} from '../tsp/index.ts';
import { issueLink } from './chains.ts';
import type { Parser } from './parser.ts';
import { AT, issue, makeToyCa, random, sign } from './toy-ca.ts';

const ca = makeToyCa();
const { certificate: encryption } = issueLink({ kind: 'sm2', keyUsage: ['keyEncipherment'] }, 'Envelope', false);
const { certificate: rsa } = issueLink({ kind: 'rsa', keyUsage: ['keyEncipherment'] }, 'RSA envelope', false);
const { certificate: p256 } = issueLink({ kind: 'p256', keyUsage: ['keyAgreement'] }, 'ECDH envelope', false);
const content = Uint8Array.of(1, 2, 3);
const envelopes = [
  buildEnvelopedData({ content, recipients: [encryption], random }),
  buildEnvelopedData({ content, recipients: [rsa, p256], cipher: 'aes-256-gcm', random }),
];

const tsa = issue({ profile: 'timestamp-authority', urls: { crl: 'http://127.0.0.1/a.crl' } }, ca.issuing);
const request = buildTimestampRequest({ digest: sm3(content), nonce: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) });
const tstInfo = buildTstInfo({
  request: parseTimestampRequest(request),
  policy: '1.2.3.4',
  serial: '0102',
  genTime: AT,
  accuracy: { seconds: 1, millis: 500 },
  tsa: tsa.certificate.subject,
});
const attributes = buildTimestampAttributes({ tstInfo, certificate: tsa.certificate });
const signature = sign(tsa.keys, attributes);
const token = assembleTimestampToken({ tstInfo, attributes, signature, certificate: tsa.certificate });

export const MESSAGE_TARGETS: readonly Parser[] = [
  { name: 'parseEnvelopedData', parse: (bytes) => parseEnvelopedData(bytes), seeds: () => envelopes },
  { name: 'parseTimestampRequest', parse: parseTimestampRequest, seeds: () => [request] },
  { name: 'parseTstInfo', parse: parseTstInfo, seeds: () => [tstInfo] },
  { name: 'parseTimestampToken', shallow: true, parse: parseTimestampToken, seeds: () => [token] },
  {
    name: 'parseTimestampResponse',
    shallow: true,
    parse: parseTimestampResponse,
    seeds: () => [buildTimestampResponse(token)],
  },
];
