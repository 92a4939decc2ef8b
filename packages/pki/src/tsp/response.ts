/** Time stamp answers (RFC 3161 §2.4.2): PKIStatusInfo and, when granted, the token. */
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readNamedBits, readSmallInteger, readText } from '../der/values.ts';
import { integer, namedBits, sequence, utf8 } from '../der/write.ts';
import type { TimestampToken } from './token.ts';
import { parseTimestampToken } from './token.ts';

/** PKIStatus by number; the first two come with a token. */
const STATUSES = [
  'granted',
  'granted-with-mods',
  'rejection',
  'waiting',
  'revocation-warning',
  'revocation-notification',
] as const;
export type TimestampStatus = (typeof STATUSES)[number];

/** PKIFailureInfo bits that §2.4.2 defines for time stamps. */
const FAILURES = {
  'bad-algorithm': 0,
  'bad-request': 2,
  'bad-data-format': 5,
  'time-not-available': 14,
  'unaccepted-policy': 15,
  'unaccepted-extension': 16,
  'additional-information-not-available': 17,
  'system-failure': 25,
} as const;
export type TimestampFailure = keyof typeof FAILURES;

export type TimestampResponse =
  | { status: 'granted' | 'granted-with-mods'; token: TimestampToken }
  | {
      status: Exclude<TimestampStatus, 'granted' | 'granted-with-mods'>;
      failures: readonly TimestampFailure[];
      text: string;
    };

/** TimeStampResp that grants: the token as assembled. */
export const buildTimestampResponse = (token: Uint8Array): Uint8Array => sequence(sequence(integer(0)), token);

/** TimeStampResp that refuses; unsigned, and believed by nobody for more than a reason to try again. */
export function buildTimestampRefusal(failure: TimestampFailure, text?: string): Uint8Array {
  const status = STATUSES.indexOf('rejection');
  const texts = text === undefined ? [] : [sequence(utf8(text))];
  return sequence(sequence(integer(status), ...texts, namedBits([FAILURES[failure]])));
}

/** Throws `pki/bad-der`, `pki/bad-structure` or `pki/too-large`. A granted answer still has to be verified. */
export function parseTimestampResponse(der: Uint8Array): TimestampResponse {
  const root = readDer(der, { limits: { maxBytes: 262_144, maxDepth: 32 } });
  const fields = root.open(TAG.sequence, 'timeStampResp');
  const info = fields.any('status').open(TAG.sequence, 'status');
  const tokenAt = fields.more ? fields.any('timeStampToken') : undefined;
  fields.done();
  const statusAt = info.any('status');
  const textsAt = info.maybe(TAG.sequence);
  const failuresAt = info.maybe(TAG.bitString);
  info.done();
  const status = STATUSES[readSmallInteger(statusAt, 'status')] ?? statusAt.fail('status', 'unknown status');
  if (status === 'granted' || status === 'granted-with-mods') {
    if (!tokenAt) return root.fail('timeStampToken', 'missing');
    return { status, token: parseTimestampToken(tokenAt.bytes) };
  }
  if (tokenAt) tokenAt.fail('timeStampToken', 'beside a refusal');
  const bits = failuresAt ? readNamedBits(failuresAt, 'failInfo') : [];
  const failures = (Object.keys(FAILURES) as TimestampFailure[]).filter((name) => bits.includes(FAILURES[name]));
  const texts = textsAt?.list(TAG.sequence, 'statusString', 8).map((each) => readText(each, 'statusString')) ?? [];
  return { status, failures, text: texts.join('\n') };
}
