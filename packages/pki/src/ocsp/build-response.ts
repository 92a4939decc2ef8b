/**
 * Writing OCSP answers (RFC 6960 §4.2): for one request with its nonce, or ahead of any and kept until the next update
 * (RFC 5019: no nonce, one certificate). The responder, the CA or its delegate, is named by its key or by its name.
 */
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { writeSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { writeSignatureValue } from '../algorithms/signature-value.ts';
import { concat } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import {
  bitOctets,
  encode,
  encodeAll,
  explicit,
  generalizedTime,
  head,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
} from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { RevocationReason } from '../crl/reason.ts';
import { REVOCATION_REASONS } from '../crl/reason.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import { keyIdentifier } from '../x509/key-id.ts';
import type { CertId } from './cert-id.ts';
import { nonceExtension } from './request.ts';

export type CertificateStatus =
  | { kind: 'good' }
  | { kind: 'revoked'; at: Date; reason: RevocationReason }
  | { kind: 'unknown' };

export interface SingleAnswer {
  /** From the request: the answer repeats its bytes, and so the client's digest. */
  certId: CertId | { der: Uint8Array };
  status: CertificateStatus;
  thisUpdate: Date;
  /** Required by RFC 5019, and without it an answer could be replayed for ever. */
  nextUpdate: Date;
  /** How far back the responder still knows revocations of expired certificates (§4.4.4). */
  archiveCutoff?: Date;
}

export interface OcspResponseInput {
  /** Certificate of the responder: the CA itself or its delegate. */
  responder: TbsCertificate;
  /** How the answer names it; `key` when left out. */
  by?: 'key' | 'name';
  producedAt: Date;
  answers: readonly SingleAnswer[];
  /** The nonce of the request, if it had one. */
  nonce?: Uint8Array;
}

/** ResponseData: the bytes to be signed. Throws `pki/bad-value`. */
export function buildOcspResponseData(input: OcspResponseInput): Uint8Array {
  const { answers, producedAt, nonce } = input;
  if (answers.length === 0) throw new PkiError('pki/bad-value', 'no answers', { field: 'answers' });
  return sequence(
    responderId(input),
    generalizedTime(producedAt),
    encodeAll(TAG.sequence, answers.map(single)),
    ...(nonce ? [explicit(1, sequence(nonceExtension(nonce)))] : []),
  );
}

// The digest of a key that answers all day; the entry goes with the certificate.
const keyNames = new WeakMap<TbsCertificate, Uint8Array>();

function responderId({ responder, by }: OcspResponseInput): Uint8Array {
  if (by === 'name') return explicit(1, responder.subject.der);
  let name = keyNames.get(responder);
  if (!name) keyNames.set(responder, (name = explicit(2, octetString(keyIdentifier(responder.publicKey)))));
  return name;
}

function single({ certId, status, thisUpdate, nextUpdate, archiveCutoff }: SingleAnswer): Uint8Array {
  if (nextUpdate <= thisUpdate) throw new PkiError('pki/bad-value', 'not after thisUpdate', { field: 'nextUpdate' });
  const members = [
    certId.der,
    certStatus(status),
    generalizedTime(thisUpdate),
    explicit(0, generalizedTime(nextUpdate)),
  ];
  if (archiveCutoff) {
    const cutoff = sequence(oid(OID.ocspArchiveCutoff), octetString(generalizedTime(archiveCutoff)));
    members.push(explicit(1, sequence(cutoff)));
  }
  return encodeAll(TAG.sequence, members);
}

function certStatus(status: CertificateStatus): Uint8Array {
  switch (status.kind) {
    case 'good':
      return implicit(0, new Uint8Array());
    case 'unknown':
      return implicit(2, new Uint8Array());
    case 'revoked': {
      // §4.4.5 leaves the reason out when there is none to tell.
      const reason =
        status.reason === 'unspecified'
          ? []
          : [explicit(0, integer(REVOCATION_REASONS[status.reason], TAG.enumerated))];
      return explicit(1, generalizedTime(status.at), ...reason);
    }
  }
}

/**
 * A successful OCSPResponse from ResponseData, its raw signature and the certificate of the responder (DER), with those
 * above it where clients need them. The CA's own certificate need not be enclosed: an empty list.
 */
export function assembleOcspResponse(
  tbs: Uint8Array,
  signature: Uint8Array,
  responder: { der: Uint8Array } | readonly { der: Uint8Array }[],
  algorithm: SignatureAlgorithmName = 'sm2-sm3',
): Uint8Array {
  const enclosed = 'der' in responder ? [responder] : responder;
  const certificates = enclosed.length === 0 ? [] : [explicit(0, sequence(...enclosed.map(({ der }) => der)))];
  const value = bitOctets(writeSignatureValue(algorithm, signature));
  const parts = [tbs, writeSignatureAlgorithm(algorithm), value, ...certificates];
  // From the inside out, every byte copied once.
  for (const [tag, before] of LAYERS) parts.unshift(...before, head(tag, lengthOf(parts)));
  return concat(...parts);
}

/** The values around the parts of a BasicOCSPResponse, and what stands before the one inside. */
const LAYERS: readonly (readonly [tag: number, before: readonly Uint8Array[]])[] = [
  [TAG.sequence, []],
  [TAG.octetString, [oid(OID.ocspBasic)]],
  [TAG.sequence, []],
  [contextConstructed(0), [encode(TAG.enumerated, Uint8Array.of(0))]],
  [TAG.sequence, []],
];

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0);

const OCSP_ERRORS = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const;
export type OcspErrorStatus = keyof typeof OCSP_ERRORS;

/** An unsigned refusal (§4.2.1). */
export function buildOcspError(status: OcspErrorStatus): Uint8Array {
  return sequence(encode(TAG.enumerated, Uint8Array.of(OCSP_ERRORS[status])));
}
