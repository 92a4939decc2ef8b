/** Writing OCSP answers (RFC 6960 §4.2): a delegate signs, named by the digest of its key, its certificate enclosed. */
import { assembleSigned } from '../algorithms/assemble.ts';
import type { SignatureAlgorithmName } from '../algorithms/signature-algorithm.ts';
import { OID } from '../der/oids.ts';
import { TAG } from '../der/tags.ts';
import { encode, explicit, generalizedTime, implicit, integer, octetString, oid, sequence } from '../der/write.ts';
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
  nextUpdate: Date;
}

export interface OcspResponseInput {
  /** Certificate of the responder: the CA itself or its delegate. */
  responder: TbsCertificate;
  producedAt: Date;
  answers: readonly SingleAnswer[];
  /** The nonce of the request, if it had one. */
  nonce?: Uint8Array;
}

/** ResponseData: the bytes to be signed. */
export function buildOcspResponseData({ responder, producedAt, answers, nonce }: OcspResponseInput): Uint8Array {
  if (answers.length === 0) throw new PkiError('pki/bad-value', 'no answers', { field: 'answers' });
  return sequence(
    explicit(2, octetString(keyIdentifier(responder.publicKey))),
    generalizedTime(producedAt),
    sequence(...answers.map(single)),
    ...(nonce ? [explicit(1, sequence(nonceExtension(nonce)))] : []),
  );
}

function single({ certId, status, thisUpdate, nextUpdate }: SingleAnswer): Uint8Array {
  return sequence(
    certId.der,
    certStatus(status),
    generalizedTime(thisUpdate),
    explicit(0, generalizedTime(nextUpdate)),
  );
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

/** A successful OCSPResponse from ResponseData, its raw signature and the responder's certificate (DER). */
export function assembleOcspResponse(
  tbs: Uint8Array,
  signature: Uint8Array,
  responder: { der: Uint8Array },
  algorithm: SignatureAlgorithmName = 'sm2-sm3',
): Uint8Array {
  const basic = assembleSigned(tbs, algorithm, signature, explicit(0, sequence(responder.der)));
  return sequence(
    encode(TAG.enumerated, Uint8Array.of(0)),
    explicit(0, sequence(oid(OID.ocspBasic), octetString(basic))),
  );
}

const OCSP_ERRORS = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const;
export type OcspErrorStatus = keyof typeof OCSP_ERRORS;

/** An unsigned refusal (§4.2.1). */
export function buildOcspError(status: OcspErrorStatus): Uint8Array {
  return sequence(encode(TAG.enumerated, Uint8Array.of(OCSP_ERRORS[status])));
}
