/** Time stamp requests (RFC 3161 §2.4.1): version 1. Extensions are refused: none is defined that a client needs. */
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import { readAlgorithm } from '../algorithms/identifier.ts';
import type { DigestName } from '../cms/digest-name.ts';
import { DIGEST_LENGTH, digestNameOf, writeDigest } from '../cms/digest-name.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readBoolean, readIntegerHex, readOid, readSmallInteger } from '../der/values.ts';
import { boolean, integer, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';

export interface MessageImprint {
  /** Encoded; what an answer repeats. */
  der: Uint8Array;
  algorithm: AlgorithmIdentifier;
  /** undefined: a digest that is not understood. */
  digestAlgorithm: DigestName | undefined;
  digest: Uint8Array;
}

export interface TimestampRequest {
  imprint: MessageImprint;
  policy: string | undefined;
  /** Hex of the number, even length. */
  nonce: string | undefined;
  certReq: boolean;
}

export interface TimestampRequestInput {
  /** Of the message to be stamped; for SM3 without Z. */
  digest: Uint8Array;
  /** SM3 unless given. */
  digestAlgorithm?: DigestName;
  /** At least 8 random bytes; without it an old answer cannot be told from a new one. */
  nonce?: Uint8Array;
  policy?: string;
  /** Ask for the authority's certificate inside; true unless given. */
  certReq?: boolean;
}

/** TimeStampReq. Throws `pki/bad-value` for a digest or nonce of a wrong length. */
export function buildTimestampRequest(input: TimestampRequestInput): Uint8Array {
  const { nonce, policy, certReq = true } = input;
  if (nonce && (nonce.length < 8 || nonce.length > 32)) refuse('nonce', '8 to 32 bytes expected');
  return sequence(
    integer(1),
    writeImprint(input.digestAlgorithm ?? 'sm3', input.digest),
    ...(policy === undefined ? [] : [oid(policy)]),
    ...(nonce ? [integer(nonceHex(nonce))] : []),
    ...(certReq ? [boolean(true)] : []),
  );
}

function writeImprint(name: DigestName, digest: Uint8Array): Uint8Array {
  if (digest.length !== DIGEST_LENGTH[name]) refuse('digest', `${DIGEST_LENGTH[name]} bytes expected`);
  return sequence(writeDigest(name), octetString(digest));
}

/** As parsers answer a nonce: hex of the number without leading zero octets. */
export function nonceHex(nonce: Uint8Array): string {
  const text = Array.from(nonce, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(00)+(?=..)/, '');
}

export function parseTimestampRequest(der: Uint8Array): TimestampRequest {
  const root = readDer(der, { limits: { maxBytes: 4096, maxDepth: 8 } });
  const fields = root.open(TAG.sequence, 'timeStampReq');
  const version = fields.any('version');
  if (readSmallInteger(version, 'version') !== 1) version.fail('version', '1 expected');
  const imprint = readImprint(fields.any('messageImprint'));
  const policy = fields.maybe(TAG.oid);
  const nonce = fields.maybe(TAG.integer);
  const certReq = fields.maybe(TAG.boolean);
  fields.done();
  // DEFAULT FALSE written out is a second encoding (X.690 §11.5).
  if (certReq && !readBoolean(certReq, 'certReq')) certReq.fail('certReq', 'FALSE is written out');
  return {
    imprint,
    policy: policy && readOid(policy, 'reqPolicy'),
    nonce: nonce && readIntegerHex(nonce, 'nonce'),
    certReq: certReq !== undefined,
  };
}

export function readImprint(value: Der): MessageImprint {
  const field = 'messageImprint';
  const fields = value.open(TAG.sequence, field);
  const algorithm = readAlgorithm(fields.any(field), field);
  const digestAt = fields.next(TAG.octetString, field);
  fields.done();
  const digestAlgorithm = digestNameOf(algorithm);
  const digest = digestAt.content;
  if (digestAlgorithm && digest.length !== DIGEST_LENGTH[digestAlgorithm]) digestAt.fail(field, 'of a wrong length');
  return { der: value.bytes, algorithm, digestAlgorithm, digest };
}

function refuse(field: string, detail: string): never {
  throw new PkiError('pki/bad-value', detail, { field });
}
