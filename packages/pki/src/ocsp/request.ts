/**
 * OCSP requests (RFC 6960 §4.1, nonce per RFC 9654). Signed requests and service locators are left out:
 * a signature is skipped, since a status is public.
 */
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readSmallInteger } from '../der/values.ts';
import { explicit, octetString, oid, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { TbsCertificate } from '../x509/certificate.ts';
import { openExtension, readExtensions } from '../x509/extensions.ts';
import type { CertId, CertIdHash } from './cert-id.ts';
import { buildCertId, readCertId } from './cert-id.ts';

export interface OcspRequest {
  certIds: readonly CertId[];
  nonce: Uint8Array | undefined;
}

const MAX_CERTIFICATES = 16;
const MAX_NONCE = 128;

/**
 * Ask for certificates of one issuer, 16 at most. `hash` names the issuer; every responder knows SHA-1. Throws
 * `pki/bad-value` for a nonce outside 1…128 bytes (RFC 9654 §2.1; 32 is what it recommends).
 */
export function buildOcspRequest(
  certificates: { serial: string } | readonly { serial: string }[],
  issuer: TbsCertificate,
  nonce?: Uint8Array,
  hash: CertIdHash = 'sha1',
): Uint8Array {
  const asked = 'serial' in certificates ? [certificates] : certificates;
  if (asked.length === 0 || asked.length > MAX_CERTIFICATES) {
    throw new PkiError('pki/bad-value', `1 to ${MAX_CERTIFICATES} expected`, { field: 'certificates' });
  }
  const requests = asked.map(({ serial }) => sequence(buildCertId(serial, issuer, hash)));
  const extensions = nonce ? [explicit(2, sequence(nonceExtension(nonce)))] : [];
  return sequence(sequence(sequence(...requests), ...extensions));
}

export function nonceExtension(nonce: Uint8Array): Uint8Array {
  if (nonce.length === 0 || nonce.length > MAX_NONCE) {
    throw new PkiError('pki/bad-value', `1 to ${MAX_NONCE} bytes expected`, { field: 'nonce' });
  }
  return sequence(oid(OID.ocspNonce), octetString(octetString(nonce)));
}

/** Parse a request of at most 16 certificates. A responder answers what throws here with `malformedRequest`. */
export function parseOcspRequest(der: Uint8Array): OcspRequest {
  const root = readDer(der, { limits: { maxBytes: 16_384, maxDepth: 16 } }).open(TAG.sequence, 'OCSPRequest');
  const tbs = root.next(TAG.sequence, 'tbsRequest').open(TAG.sequence, 'tbsRequest');
  root.maybe(contextConstructed(0));
  root.done();

  const version = tbs.maybe(contextConstructed(0));
  if (version) {
    const inner = version.open(contextConstructed(0), 'version');
    readSmallInteger(inner.any('version'), 'version');
    // DEFAULT v1 is the only version, and a default is not written in DER.
    version.fail('version', 'not version 1, or version 1 written out');
  }
  tbs.maybe(contextConstructed(1));
  const listAt = tbs.next(TAG.sequence, 'requestList');
  const certIds = listAt.list(TAG.sequence, 'requestList', MAX_CERTIFICATES).map((member) => {
    const fields = member.open(TAG.sequence, 'request');
    const certId = readCertId(fields.any('reqCert'));
    fields.maybe(contextConstructed(0));
    fields.done();
    return certId;
  });
  if (certIds.length === 0) listAt.fail('requestList', 'empty');
  const wrapped = tbs.maybe(contextConstructed(2))?.open(contextConstructed(2), 'requestExtensions');
  const extensions = wrapped ? readExtensions(wrapped.any('requestExtensions'), 'requestExtensions') : [];
  wrapped?.done();
  tbs.done();
  return { certIds, nonce: readNonce(extensions) };
}

export function readNonce(extensions: Parameters<typeof openExtension>[0]): Uint8Array | undefined {
  const value = openExtension(extensions, OID.ocspNonce)?.expect(TAG.octetString, 'nonce');
  if (value && (value.content.length === 0 || value.content.length > MAX_NONCE))
    value.fail('nonce', 'of a wrong length');
  return value?.content;
}
