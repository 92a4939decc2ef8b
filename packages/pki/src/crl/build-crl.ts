/**
 * Writing certificate revocation lists, version 2 (RFC 5280 §5): full lists of one issuer, with number, authority key
 * identifier and a reason per entry. Delta lists, indirect lists and partitions are left out.
 */
import { OID } from '../der/oids.ts';
import { TAG } from '../der/tags.ts';
import { explicit, implicit, integer, octetString, oid, sequence, time } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { assembleSigned, sm2WithSm3 } from '../x509/algorithm.ts';
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
    sm2WithSm3(),
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

export function assembleCrl(tbs: Uint8Array, signature64: Uint8Array): Uint8Array {
  return assembleSigned(tbs, signature64);
}
