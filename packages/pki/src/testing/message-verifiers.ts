/** Signed messages with and without time stamps, parsed and judged: targets of the fuzzer. */
import {
  assembleSignedData,
  attachTimestamp,
  buildSignedAttributes,
  digest,
  parseSignedData,
  verifySignedData,
} from '../cms/index.ts';
import {
  assembleTimestampToken,
  buildTimestampAttributes,
  buildTimestampRequest,
  buildTstInfo,
  parseTimestampRequest,
  verifyTimestamp,
} from '../tsp/index.ts';
import type { Chain } from './holders.ts';
import { makeChain } from './holders.ts';
import type { Parser } from './parser.ts';
import { AT } from './toy-ca.ts';

const sm2 = makeChain('sm2');
const rsa = makeChain('rsa');
const message = new TextEncoder().encode('投标文件');
const roots = [sm2.root.certificate, rsa.root.certificate];

function stamp(stamped: Uint8Array): Uint8Array {
  const asked = buildTimestampRequest({ digest: digest('sm3', stamped), digestAlgorithm: 'sm3' });
  const { certificate, key } = sm2.tsa;
  const tstInfo = buildTstInfo({
    request: parseTimestampRequest(asked),
    policy: '1.2.3.4',
    serial: '0102',
    genTime: AT,
    accuracy: { seconds: 1, millis: 500 },
  });
  const attributes = buildTimestampAttributes({ tstInfo, certificate, digestAlgorithm: 'sm3' });
  const signature = key.sign('sm2-sm3', attributes);
  return assembleTimestampToken({ tstInfo, attributes, signature, certificate, algorithm: 'sm2-sm3' });
}
const token = stamp(message);

function sign({ signer: { certificate, key } }: Chain, algorithm: 'sm2-sm3' | 'rsa-sha256'): Uint8Array {
  const digestAlgorithm = algorithm === 'sm2-sm3' ? 'sm3' : 'sha256';
  const contentDigest = digest(digestAlgorithm, message);
  const attributes = buildSignedAttributes({ contentDigest, signingTime: AT, certificate, digestAlgorithm });
  const signature = key.sign(algorithm, attributes);
  const family = algorithm === 'sm2-sm3' ? 'gm' : 'rfc';
  return assembleSignedData({ attributes, signature, certificate, chain: [], algorithm, family });
}
const messages = [sign(sm2, 'sm2-sm3'), sign(rsa, 'rsa-sha256')];
const stamped = messages.map((cms) => {
  const [signer] = parseSignedData(cms).signers;
  return attachTimestamp({ cms, token: stamp(signer?.signature ?? message) });
});
/** They answer reasons; what they throw on evidence is a fault. */
function judged(judge: () => unknown): unknown {
  try {
    return judge();
  } catch (cause) {
    throw new Error('a verifier threw', { cause });
  }
}

export const MESSAGE_VERIFIERS: readonly Parser[] = [
  { name: 'parseSignedData, with a time stamp', parse: (cms) => parseSignedData(cms), seeds: () => stamped },
  {
    name: 'verifySignedData',
    parse: (cms) => judged(() => verifySignedData({ cms, content: message, roots, timestampTrust: { roots } })),
    seeds: () => [...messages, ...stamped],
  },
  {
    name: 'verifyTimestamp',
    parse: (bytes) => judged(() => verifyTimestamp({ token: bytes, message, roots })),
    seeds: () => [token],
  },
];
