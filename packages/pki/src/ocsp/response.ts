/**
 * Reading OCSP answers (RFC 6960 §4.2.1). Only id-pkix-ocsp-basic; of extensions the nonce and the archive cut-off are
 * applied, any other that is critical is refused.
 */
import type { SignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.ts';
import { readSignatureValue } from '../algorithms/signature-value.ts';
import { reasonOf } from '../crl/reason.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readBitOctets, readOid, readSmallInteger, readTime } from '../der/values.ts';
import type { Certificate } from '../x509/certificate.ts';
import { readCertificate } from '../x509/certificate.ts';
import type { Extension } from '../x509/extensions.ts';
import { openExtension, readExtensions } from '../x509/extensions.ts';
import type { Name } from '../x509/name.ts';
import { readName } from '../x509/name.ts';
import type { CertificateStatus } from './build-response.ts';
import type { CertId } from './cert-id.ts';
import { readCertId } from './cert-id.ts';
import { readNonce } from './request.ts';

export interface OcspAnswer {
  certId: CertId;
  status: CertificateStatus;
  thisUpdate: Date;
  nextUpdate: Date | undefined;
  /** Revocations of certificates that expired since then are still known (§4.4.4). */
  archiveCutoff: Date | undefined;
}

export interface OcspResponseData {
  /** Encoded ResponseData: the bytes that are signed. */
  tbs: Uint8Array;
  responder: { keyHash: Uint8Array } | { name: Name };
  producedAt: Date;
  answers: readonly OcspAnswer[];
  nonce: Uint8Array | undefined;
}

export interface OcspResponse extends OcspResponseData {
  /** Encoded BasicOCSPResponse. */
  der: Uint8Array;
  signatureAlgorithm: SignatureAlgorithm;
  signature: Uint8Array;
  certificates: readonly Certificate[];
}

export type ParsedOcspResponse = { status: 'successful'; response: OcspResponse } | { status: 'refused'; code: number };

const LIMITS = { maxBytes: 262_144, maxDepth: 20 };

export function parseOcspResponse(der: Uint8Array): ParsedOcspResponse {
  const root = readDer(der, { limits: LIMITS });
  const fields = root.open(TAG.sequence, 'OCSPResponse');
  const code = readSmallInteger(fields.any('responseStatus'), 'responseStatus', TAG.enumerated);
  const wrapped = fields.maybe(contextConstructed(0));
  fields.done();
  if (code !== 0) return { status: 'refused', code };
  if (!wrapped) return root.fail('responseBytes', 'missing');
  const outer = wrapped.open(contextConstructed(0), 'responseBytes');
  const bytes = outer.any('responseBytes').open(TAG.sequence, 'responseBytes');
  outer.done();
  const typeAt = bytes.any('responseType');
  if (readOid(typeAt, 'responseType') !== OID.ocspBasic) typeAt.fail('responseType', 'not a basic response');
  const content = bytes.next(TAG.octetString, 'response');
  bytes.done();
  const basic = readBasic(readDer(content.content, { base: content.contentOffset, limits: LIMITS }));
  return { status: 'successful', response: basic };
}

/** A BasicOCSPResponse on its own, as signatures enclose it. */
export function parseBasicOcspResponse(der: Uint8Array): OcspResponse {
  return readBasic(readDer(der, { limits: LIMITS }));
}

function readBasic(value: Der): OcspResponse {
  const fields = value.open(TAG.sequence, 'basicOCSPResponse');
  const data = readData(fields.any('tbsResponseData'));
  const signatureAlgorithm = readSignatureAlgorithm(fields.any('signatureAlgorithm'), 'signatureAlgorithm');
  const signatureAt = fields.any('signature');
  const bits = readBitOctets(signatureAt, 'signature');
  const signature = readSignatureValue(signatureAlgorithm, bits, signatureAt.contentOffset + 1);
  const wrapped = fields.maybe(contextConstructed(0))?.open(contextConstructed(0), 'certs');
  const certificates = wrapped?.any('certs').list(TAG.sequence, 'certs', 8).map(readCertificate);
  wrapped?.done();
  fields.done();
  return { ...data, der: value.bytes, signatureAlgorithm, signature, certificates: certificates ?? [] };
}

/** ResponseData alone, for whoever is asked to sign it. */
export function parseOcspResponseData(tbs: Uint8Array): OcspResponseData {
  return readData(readDer(tbs, { limits: LIMITS }));
}

function readData(value: Der): OcspResponseData {
  const fields = value.open(TAG.sequence, 'tbsResponseData');
  // Version 1 is the default and not written; an explicit version is refused by the tag of responderID.
  const responder = readResponder(fields.any('responderID'));
  const producedAt = readTime(fields.next(TAG.generalizedTime, 'producedAt'), 'producedAt').instant;
  const answers = fields.any('responses').list(TAG.sequence, 'responses', 64).map(readAnswer);
  const wrapped = fields.maybe(contextConstructed(1))?.open(contextConstructed(1), 'responseExtensions');
  const extensions = wrapped ? readExtensions(wrapped.any('responseExtensions'), 'responseExtensions') : [];
  wrapped?.done();
  fields.done();
  refuseUnknownCritical(extensions, [OID.ocspNonce, OID.ocspExtendedRevoke], value);
  return { tbs: value.bytes, responder, producedAt, answers, nonce: readNonce(extensions) };
}

function readResponder(value: Der): OcspResponseData['responder'] {
  const byKey = value.tag === contextConstructed(2);
  const fields = value.open(contextConstructed(byKey ? 2 : 1), 'responderID');
  const inner = fields.any('responderID');
  fields.done();
  return byKey
    ? { keyHash: inner.expect(TAG.octetString, 'responderID').content }
    : { name: readName(inner, 'responderID') };
}

function readAnswer(value: Der): OcspAnswer {
  const fields = value.open(TAG.sequence, 'responses');
  const certId = readCertId(fields.any('certID'));
  const status = readStatus(fields.any('certStatus'));
  const thisUpdate = readTime(fields.next(TAG.generalizedTime, 'thisUpdate'), 'thisUpdate').instant;
  const next = fields.maybe(contextConstructed(0))?.open(contextConstructed(0), 'nextUpdate');
  const nextUpdate = next && readTime(next.next(TAG.generalizedTime, 'nextUpdate'), 'nextUpdate').instant;
  next?.done();
  const wrapped = fields.maybe(contextConstructed(1));
  fields.done();
  const extensions = wrapped
    ? readExtensions(wrapped.only(contextConstructed(1), 'singleExtensions'), 'singleExtensions')
    : [];
  refuseUnknownCritical(extensions, [OID.ocspArchiveCutoff], value);
  const cutoffAt = openExtension(extensions, OID.ocspArchiveCutoff)?.expect(TAG.generalizedTime, 'archiveCutoff');
  const archiveCutoff = cutoffAt && readTime(cutoffAt, 'archiveCutoff').instant;
  return { certId, status, thisUpdate, nextUpdate, archiveCutoff };
}

function refuseUnknownCritical(extensions: readonly Extension[], known: readonly string[], at: Der): void {
  const unknown = extensions.find((each) => each.critical && !known.includes(each.oid));
  if (unknown) at.fail('extensions', `critical extension ${unknown.oid} is not understood`);
}

function readStatus(value: Der): CertificateStatus {
  const field = 'certStatus';
  if (value.tag === contextPrimitive(0) || value.tag === contextPrimitive(2)) {
    if (value.content.length > 0) value.fail(field, 'NULL with content');
    return value.tag === contextPrimitive(0) ? { kind: 'good' } : { kind: 'unknown' };
  }
  const fields = value.open(contextConstructed(1), field);
  const at = readTime(fields.next(TAG.generalizedTime, field), field).instant;
  const wrapped = fields.maybe(contextConstructed(0))?.open(contextConstructed(0), field);
  const number = wrapped && readSmallInteger(wrapped.any(field), field, TAG.enumerated);
  wrapped?.done();
  fields.done();
  const reason = number === undefined ? 'unspecified' : reasonOf(number);
  return { kind: 'revoked', at, reason: reason ?? value.fail(field, 'unknown reason') };
}
