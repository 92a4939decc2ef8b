/**
 * CertID (RFC 6960 §4.1.1): a certificate named by digests of its issuer, in SHA-1, SHA-256 or SM3. The digests are names
 * here, not proofs: what is signed is proved by the responder's signature.
 */
import { sm3 } from '@qianyin/gm';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { readAlgorithm } from '../algorithms/identifier.ts';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readIntegerHex } from '../der/values.ts';
import { integer, nullValue, octetString, oid, sequence } from '../der/write.ts';
import type { TbsCertificate } from '../x509/certificate.ts';

export type CertIdHash = 'sha1' | 'sha256' | 'sm3';

export interface CertId {
  /** The encoding; an answer repeats it byte for byte. */
  der: Uint8Array;
  /** undefined: a digest this package does not compute, so no issuer will match. */
  hash: CertIdHash | undefined;
  issuerNameHash: Uint8Array;
  issuerKeyHash: Uint8Array;
  /** Lower-case hex. */
  serial: string;
}

const HASHES = {
  sha1: { oid: OID.sha1, digest: sha1 },
  sha256: { oid: OID.sha256, digest: sha256 },
  sm3: { oid: OID.sm3, digest: sm3 },
} as const;
const NAMES = Object.keys(HASHES) as CertIdHash[];

export function buildCertId(serial: string, issuer: TbsCertificate, hash: CertIdHash): Uint8Array {
  const type = oid(HASHES[hash].oid);
  const { name, key } = digestsOf(issuer, hash);
  return sequence(
    // Old clients expect the NULL beside SHA-1; the others have no parameters.
    hash === 'sha1' ? sequence(type, nullValue()) : sequence(type),
    octetString(name),
    octetString(key),
    integer(serial),
  );
}

export function readCertId(value: Der): CertId {
  const field = 'certID';
  const fields = value.open(TAG.sequence, field);
  const algorithm = readAlgorithm(fields.any(field), field);
  const issuerNameHash = fields.next(TAG.octetString, field).content;
  const issuerKeyHash = fields.next(TAG.octetString, field).content;
  const serial = readIntegerHex(fields.any(field), field);
  fields.done();
  const hash = NAMES.find((name) => HASHES[name].oid === algorithm.oid);
  return { der: value.bytes, hash, issuerNameHash, issuerKeyHash, serial };
}

/** Whether the CertID names a certificate of this issuer. */
export function isOfIssuer({ hash, issuerNameHash, issuerKeyHash }: CertId, issuer: TbsCertificate): boolean {
  if (!hash) return false;
  const { name, key } = digestsOf(issuer, hash);
  return sameBytes(issuerNameHash, name) && sameBytes(issuerKeyHash, key);
}

interface IssuerDigests {
  name: Uint8Array;
  key: Uint8Array;
}

// A responder answers for one issuer all day; the entry goes with the issuer.
const known = new WeakMap<TbsCertificate, Map<CertIdHash, IssuerDigests>>();

function digestsOf(issuer: TbsCertificate, hash: CertIdHash): IssuerDigests {
  let byHash = known.get(issuer);
  if (!byHash) known.set(issuer, (byHash = new Map()));
  let digests = byHash.get(hash);
  if (!digests) {
    const { digest } = HASHES[hash];
    byHash.set(hash, (digests = { name: digest(issuer.subject.der), key: digest(issuer.publicKey) }));
  }
  return digests;
}
