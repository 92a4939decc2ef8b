/** TSTInfo (RFC 3161 §2.4.2): what a time stamping authority signs. genTime is UTC, with a fraction where it has one. */
import { readDer } from '../der/read.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readBoolean, readFractionalTime, readIntegerHex, readOid, readSmallInteger } from '../der/values.ts';
import { boolean, encode, explicit, fractionalTime, integer, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Name } from '../x509/name.ts';
import { readName } from '../x509/name.ts';
import type { MessageImprint, TimestampRequest } from './request.ts';
import { readImprint } from './request.ts';

/** Each part is 0 where it is not given. */
export interface Accuracy {
  seconds: number;
  /** Below 1000, like `micros`. */
  millis: number;
  micros: number;
}

export interface TstInfo {
  der: Uint8Array;
  policy: string;
  imprint: MessageImprint;
  serial: string;
  /** To the millisecond; finer digits are cut off. */
  genTime: Date;
  accuracy: Accuracy | undefined;
  ordering: boolean;
  nonce: string | undefined;
  tsa: Name | undefined;
}

export interface TstInfoInput {
  request: TimestampRequest;
  /** The authority's policy; the request's, when it asks for one. */
  policy: string;
  /** Hex, at most 20 octets; unique for the authority. */
  serial: string;
  genTime: Date;
  accuracy?: Partial<Accuracy>;
  ordering?: boolean;
  tsa?: Name;
}

/** The content to be signed. Throws `pki/bad-value` when the request asks for another policy or an unknown digest. */
export function buildTstInfo({ request, policy, serial, genTime, accuracy, ordering, tsa }: TstInfoInput): Uint8Array {
  if (request.policy !== undefined && request.policy !== policy) refuse('policy', 'the request asks for another one');
  if (!request.imprint.digestAlgorithm) refuse('messageImprint', 'an unknown digest');
  if (!/^[0-9a-fA-F]{1,40}$/.test(serial)) refuse('serial', 'hex of at most 20 octets expected');
  return sequence(
    integer(1),
    oid(policy),
    request.imprint.der,
    integer(serial),
    fractionalTime(genTime),
    ...(accuracy ? [writeAccuracy(accuracy)] : []),
    ...(ordering ? [boolean(true)] : []),
    ...(request.nonce === undefined ? [] : [integer(request.nonce)]),
    ...(tsa ? [explicit(0, explicit(4, tsa.der))] : []),
  );
}

function writeAccuracy({ seconds = 0, millis = 0, micros = 0 }: Partial<Accuracy>): Uint8Array {
  for (const [field, part] of Object.entries({ millis, micros })) {
    if (!Number.isInteger(part) || part < 0 || part > 999) refuse(`accuracy.${field}`, '0 to 999 expected');
  }
  if (!Number.isInteger(seconds) || seconds < 0) refuse('accuracy.seconds', 'a whole number expected');
  return sequence(
    ...(seconds > 0 ? [integer(seconds)] : []),
    ...(millis > 0 ? [integer(millis, contextPrimitive(0))] : []),
    ...(micros > 0 ? [integer(micros, contextPrimitive(1))] : []),
  );
}

export function parseTstInfo(der: Uint8Array, base = 0): TstInfo {
  const root = readDer(der, { limits: { maxBytes: 16_384, maxDepth: 12 }, base });
  const fields = root.open(TAG.sequence, 'tstInfo');
  const version = fields.any('version');
  if (readSmallInteger(version, 'version') !== 1) version.fail('version', '1 expected');
  const policy = readOid(fields.any('policy'), 'policy');
  const imprint = readImprint(fields.any('messageImprint'));
  const serial = readIntegerHex(fields.any('serialNumber'), 'serialNumber');
  const genTime = readFractionalTime(fields.any('genTime'), 'genTime');
  const accuracyAt = fields.maybe(TAG.sequence);
  const orderingAt = fields.maybe(TAG.boolean);
  const nonceAt = fields.maybe(TAG.integer);
  const tsaAt = fields.maybe(contextConstructed(0));
  // Extensions are passed over: the fields above mean the same beside any of them, and none of them may be critical.
  const extensionsAt = fields.maybe(contextConstructed(1));
  fields.done();
  if (extensionsAt) refuseCritical(extensionsAt);
  if (orderingAt && !readBoolean(orderingAt, 'ordering')) orderingAt.fail('ordering', 'FALSE is written out');
  return {
    der: root.bytes,
    policy,
    imprint,
    serial,
    genTime,
    accuracy: accuracyAt && readAccuracy(accuracyAt),
    ordering: orderingAt !== undefined,
    nonce: nonceAt && readIntegerHex(nonceAt, 'nonce'),
    tsa: tsaAt && readTsa(tsaAt),
  };
}

function readAccuracy(value: Der): Accuracy {
  const fields = value.open(TAG.sequence, 'accuracy');
  const secondsAt = fields.maybe(TAG.integer);
  const millisAt = fields.maybe(contextPrimitive(0));
  const microsAt = fields.maybe(contextPrimitive(1));
  fields.done();
  return {
    seconds: secondsAt ? readSmallInteger(secondsAt, 'accuracy') : 0,
    millis: millisAt ? readFraction(millisAt) : 0,
    micros: microsAt ? readFraction(microsAt) : 0,
  };
}

/** INTEGER (1..999) under an implicit tag, whose content the strict walk did not look at. */
function readFraction(value: Der): number {
  const inner = readDer(encode(TAG.integer, value.content), { base: value.offset });
  const number = readSmallInteger(inner, 'accuracy');
  return number >= 1 && number <= 999 ? number : value.fail('accuracy', '1 to 999 expected');
}

/** GeneralName; only a directory name says who the authority is. */
function readTsa(value: Der): Name | undefined {
  const fields = value.open(contextConstructed(0), 'tsa');
  const general = fields.any('tsa');
  fields.done();
  if (general.tag !== contextConstructed(4)) return undefined;
  const inner = general.open(contextConstructed(4), 'tsa');
  const name = readName(inner.any('tsa'), 'tsa');
  inner.done();
  return name;
}

function refuseCritical(value: Der): void {
  for (const member of value.list(contextConstructed(1), 'extensions', 16)) {
    const fields = member.open(TAG.sequence, 'extensions');
    fields.next(TAG.oid, 'extensions');
    if (fields.maybe(TAG.boolean)) member.fail('extensions', 'a critical extension that is not understood');
  }
}

function refuse(field: string, detail: string): never {
  throw new PkiError('pki/bad-value', detail, { field });
}
