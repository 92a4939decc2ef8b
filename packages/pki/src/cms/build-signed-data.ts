/**
 * Writing detached SignedData of one signer (GB/T 35275-2017 = GM/T 0010-2012): version 1, content type data of the
 * GM arc without content, digest SM3, signature algorithm SM2-1. CRLs go where PKCS #7 has a place for them; OCSP answers go
 * into the unsigned attribute revocation-values (RFC 5126 §6.3.4), since PKCS #7 has none.
 */
import { writeSm2Signature } from '../algorithms/signature-value.ts';
import { OID } from '../der/oids.ts';
import { encode, explicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { compareBytes } from '../bytes.ts';
import { contextConstructed } from '../der/tags.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { PkiError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseSignedAttributes } from './signed-attributes.ts';

export interface SignedDataInput {
  /** DER SET OF, as built and signed. */
  attributes: Uint8Array;
  /** r‖s. */
  signature: Uint8Array;
  certificate: Certificate;
  /** Issuing certificates up to, and usually with, the root. */
  chain: readonly { der: Uint8Array }[];
  /** Encoded CRLs and OCSP responses of the moment of signing. */
  revocation?: { crls?: readonly Uint8Array[]; ocsps?: readonly Uint8Array[] };
}

/** ContentInfo of type signedData. The signature is not verified here; verifySignedData does. */
export function assembleSignedData(input: SignedDataInput): Uint8Array {
  const { certificate, chain, revocation } = input;
  parseSignedAttributes(input.attributes);
  const certificates = [certificate.der, ...chain.map((each) => each.der)];
  const crls = revocation?.crls ?? [];
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(OID.sm3))),
    sequence(oid(OID.gmData)),
    implicitSet(0, certificates),
    ...(crls.length > 0 ? [implicitSet(1, crls)] : []),
    setOf(signerInfo(input)),
  );
  return sequence(oid(OID.gmSignedData), explicit(0, signedData));
}

function signerInfo({ attributes, signature, certificate, revocation }: SignedDataInput): Uint8Array {
  const ocsps = (revocation?.ocsps ?? []).map(basicResponse);
  const values = sequence(explicit(1, sequence(...ocsps)));
  return sequence(
    integer(1),
    sequence(certificate.issuer.der, integer(certificate.serial)),
    sequence(oid(OID.sm3)),
    retag(attributes, contextConstructed(0)),
    sequence(oid(OID.sm2Signature)),
    octetString(writeSm2Signature(signature)),
    ...(ocsps.length > 0 ? [explicit(1, sequence(oid(OID.revocationValues), setOf(values)))] : []),
  );
}

const implicitSet = (n: number, members: readonly Uint8Array[]): Uint8Array =>
  encode(contextConstructed(n), ...members.toSorted(compareBytes));

/** The same value under another identifier octet: SET OF ↔ [0] IMPLICIT. */
export function retag(value: Uint8Array, tag: number): Uint8Array {
  const copy = new Uint8Array(value);
  copy[0] = tag;
  return copy;
}

/** BasicOCSPResponse out of an OCSPResponse. */
function basicResponse(ocsp: Uint8Array): Uint8Array {
  const fields = readDer(ocsp).open(TAG.sequence, 'OCSPResponse');
  fields.next(TAG.enumerated, 'responseStatus');
  const wrapped = fields.maybe(contextConstructed(0));
  if (!wrapped) throw new PkiError('pki/bad-value', 'an unsuccessful OCSP response proves nothing', { field: 'ocsps' });
  const bytes = wrapped
    .open(contextConstructed(0), 'responseBytes')
    .any('responseBytes')
    .open(TAG.sequence, 'responseBytes');
  bytes.next(TAG.oid, 'responseType');
  return bytes.next(TAG.octetString, 'response').content;
}
