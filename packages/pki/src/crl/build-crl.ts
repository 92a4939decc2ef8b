/**
 * Writing certificate revocation lists, version 2 (RFC 5280 §5): full lists of one issuer, with number, authority key
 * identifier and a reason per entry. Delta lists, indirect lists and partitions are left out.
 */
import { assembleWithInner } from '../algorithms/assemble.ts';
import { chooseAlgorithm } from '../algorithms/choose-algorithm.ts';
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { OID } from '../der/oids.ts';
import { TAG } from '../der/tags.ts';
import { explicit, implicit, integer, octetString, oid, sequence, time } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import { keyIdentifier } from '../x509/key-id.ts';
import { normalSerial } from '../x509/serial.ts';
import type { RevocationReason } from './reason.ts';
import { REVOCATION_REASONS } from './reason.ts';

export interface RevokedCertificate {
  /** Hex. */
  serial: string;
  at: Date;
  reason: RevocationReason;
}

export interface TbsCrlInput {
  issuer: TbsCertificate;
  /** Grows with every list of this issuer. */
  number: number;
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: readonly RevokedCertificate[];
  /** What the issuer signs with. Left out: sm2-sm3 for an SM2 key, else the digest that matches its strength. */
  algorithm?: SignatureAlgorithmName;
}

/** The bytes to be signed. */
export function buildTbsCrl(input: TbsCrlInput): Uint8Array {
  if (!Number.isSafeInteger(input.number) || input.number < 0) {
    throw new PkiError('pki/bad-value', 'a non-negative integer expected', { field: 'number' });
  }
  if (input.nextUpdate <= input.thisUpdate) {
    throw new PkiError('pki/bad-value', 'not after thisUpdate', { field: 'nextUpdate' });
  }
  const authority = input.issuer.subjectKeyId ?? keyIdentifier(input.issuer.publicKey);
  const entries = input.revoked.map(entry);
  return sequence(
    integer(1),
    writeSignatureAlgorithm(chooseAlgorithm(input.issuer.publicKeyInfo, input.algorithm)),
    input.issuer.subject.der,
    time(input.thisUpdate),
    time(input.nextUpdate),
    // §5.1.2.6: no entries means the member is absent, not empty.
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(
      0,
      sequence(
        sequence(oid(OID.authorityKeyId), octetString(sequence(implicit(0, authority)))),
        sequence(oid(OID.crlNumber), octetString(integer(input.number))),
      ),
    ),
  );
}

function entry({ serial, at, reason }: RevokedCertificate): Uint8Array {
  const members = [integer(normalSerial(serial)), time(at)];
  // §5.3.1: `unspecified` is expressed by leaving the extension out.
  if (reason !== 'unspecified') {
    const value = integer(REVOCATION_REASONS[reason], TAG.enumerated);
    members.push(sequence(sequence(oid(OID.crlReason), octetString(value))));
  }
  return sequence(...members);
}

/** A list from its to-be-signed bytes and the raw signature by the algorithm named inside them. */
export function assembleCrl(tbs: Uint8Array, signature: Uint8Array): Uint8Array {
  return assembleWithInner(tbs, signature, 1);
}
