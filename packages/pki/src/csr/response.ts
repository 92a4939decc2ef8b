/**
 * The answer to a request for a double certificate (GM/T 0092-2020 clause 8, Appendix A):
 *
 * CSRResponse ::= SEQUENCE { signCertificate CertificateSet, encryptedPrivateKey [0] SM2EnvelopedKey OPTIONAL,
 *   encryptCertificate [1] CertificateSet OPTIONAL }
 *
 * The text does not say how the tags are meant. Written as gmsm writes them: [0] EXPLICIT, [1] IMPLICIT; both are read
 * both ways. Certificates stand in sets: which is whose is told by the keys, not by the order.
 */
import type { Secret } from '@qianyin/gm';
import { sm2PublicKey } from '@qianyin/gm';
import { compareBytes, sameBytes } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { encode, explicit, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { openEnvelopedKey } from '../keys/enveloped-key.ts';
import type { PrivateKey } from '../keys/private-key.ts';
import type { Certificate } from '../x509/certificate.ts';
import { parseCertificate } from '../x509/certificate.ts';

export interface CsrResponse {
  signCertificates: readonly Certificate[];
  /** Encoded SM2EnvelopedKey. */
  envelopedKey: Uint8Array | undefined;
  encryptCertificates: readonly Certificate[];
}

const MAX_CERTIFICATES = 16;

/** Throws PkiError with offset and field. */
export function parseCsrResponse(der: Uint8Array): CsrResponse {
  const root = readDer(der, { limits: { maxBytes: 262_144, maxDepth: 20 } });
  const fields = root.open(TAG.sequence, 'csrResponse');
  const signAt = fields.next(TAG.set, 'signCertificate');
  const keyAt = fields.maybe(contextConstructed(0));
  const encryptAt = fields.maybe(contextConstructed(1));
  fields.done();
  const signCertificates = certificatesOf(signAt, 'signCertificate');
  if (signCertificates.length === 0) signAt.fail('signCertificate', 'empty');
  return {
    signCertificates,
    envelopedKey: keyAt && readEnvelope(keyAt),
    encryptCertificates: encryptAt ? readEncryptSet(encryptAt) : [],
  };
}

function certificatesOf(value: Der, field: string): Certificate[] {
  return value.list(value.tag, field, MAX_CERTIFICATES).map((each) => parseCertificate(each.bytes));
}

/** Explicit: one member, the SEQUENCE. Implicit: the four members of SM2EnvelopedKey. */
function readEnvelope(value: Der): Uint8Array {
  const field = 'encryptedPrivateKey';
  const members = value.list(contextConstructed(0), field, 4);
  const [first] = members;
  if (members.length === 1 && first) return first.expect(TAG.sequence, field).bytes;
  return encode(TAG.sequence, value.content);
}

/** Implicit: certificates. Explicit: the SET that holds them. */
function readEncryptSet(value: Der): Certificate[] {
  const field = 'encryptCertificate';
  const members = value.list(contextConstructed(1), field, MAX_CERTIFICATES);
  const [first] = members;
  return certificatesOf(members.length === 1 && first?.tag === TAG.set ? first : value, field);
}

export interface CsrResponseInput {
  signCertificates: readonly { der: Uint8Array }[];
  /** With SM2EnvelopedKey comes the certificate of the key in it. */
  encryption?: { envelopedKey: Uint8Array; certificates: readonly { der: Uint8Array }[] };
}

/** Throws `pki/bad-value` when a set is empty. */
export function buildCsrResponse({ signCertificates, encryption }: CsrResponseInput): Uint8Array {
  const ders = (list: readonly { der: Uint8Array }[], field: string) => {
    if (list.length === 0) throw new PkiError('pki/bad-value', 'no certificates', { field });
    return list.map((each) => each.der).toSorted(compareBytes);
  };
  const sign = setOf(...ders(signCertificates, 'signCertificates'));
  if (!encryption) return sequence(sign);
  const certificates = ders(encryption.certificates, 'encryption');
  return sequence(sign, explicit(0, encryption.envelopedKey), explicit(1, ...certificates));
}

export interface OpenedCsrResponse {
  signCertificate: Certificate;
  encryption: { key: PrivateKey; certificate: Certificate } | undefined;
  /** Certificates above the two. */
  others: readonly Certificate[];
}

/**
 * What the requester makes of the answer, with the private key of the request. Throws `pki/key-mismatch` when no
 * certificate is the request's key's, or none the encryption key's.
 */
export function openCsrResponse({ der, privateKey }: { der: Uint8Array; privateKey: Secret }): OpenedCsrResponse {
  const { signCertificates, envelopedKey, encryptCertificates } = parseCsrResponse(der);
  const signCertificate = ofKey(signCertificates, sm2PublicKey(privateKey), 'signCertificate');
  const key = envelopedKey && openEnvelopedKey({ der: envelopedKey, privateKey });
  const encryption = key && { key, certificate: encryptCertificateOf(key, encryptCertificates) };
  const own = [signCertificate, encryption?.certificate];
  const others = [...signCertificates, ...encryptCertificates].filter((each) => !own.includes(each));
  return { signCertificate, encryption, others };
}

function encryptCertificateOf(key: PrivateKey, certificates: readonly Certificate[]): Certificate {
  try {
    return ofKey(certificates, key.publicKey.publicKey, 'encryptCertificate');
  } catch (error) {
    key.secret.wipe();
    throw error;
  }
}

function ofKey(certificates: readonly Certificate[], publicKey: Uint8Array, field: string): Certificate {
  const found = certificates.find((each) => sameBytes(each.publicKey, publicKey));
  if (found) return found;
  throw new PkiError('pki/key-mismatch', 'no certificate of this key', { offset: 0, field });
}
