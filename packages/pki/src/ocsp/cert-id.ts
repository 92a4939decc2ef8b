/** CertID (RFC 6960 §4.1.1): a certificate named by digests of its issuer. SHA-1 and SM3 are understood; both are names here, not proofs. */
import { sm3 } from '@qianyin/gm';
import { sha1 } from '@noble/hashes/legacy.js';
import { sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readIntegerHex } from '../der/values.ts';
import { integer, nullValue, octetString, oid, sequence } from '../der/write.ts';
import { readAlgorithm } from '../algorithms/identifier.ts';
import type { TbsCertificate } from '../x509/certificate.ts';

export type CertIdHash = 'sha1' | 'sm3';

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

const HASHES = { sha1: { oid: OID.sha1, digest: sha1 }, sm3: { oid: OID.sm3, digest: sm3 } } as const;

export function buildCertId(serial: string, issuer: TbsCertificate, hash: CertIdHash): Uint8Array {
  const { oid: type, digest } = HASHES[hash];
  return sequence(
    // Old clients expect the NULL beside SHA-1; SM3 has no parameters.
    hash === 'sha1' ? sequence(oid(type), nullValue()) : sequence(oid(type)),
    octetString(digest(issuer.subject.der)),
    octetString(digest(issuer.publicKey)),
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
  const hash = algorithm.oid === OID.sha1 ? 'sha1' : algorithm.oid === OID.sm3 ? 'sm3' : undefined;
  return { der: value.bytes, hash, issuerNameHash, issuerKeyHash, serial };
}

/** Whether the CertID names a certificate of this issuer. */
export function isOfIssuer(certId: CertId, issuer: TbsCertificate): boolean {
  if (!certId.hash) return false;
  const { digest } = HASHES[certId.hash];
  return (
    sameBytes(certId.issuerNameHash, digest(issuer.subject.der)) &&
    sameBytes(certId.issuerKeyHash, digest(issuer.publicKey))
  );
}
