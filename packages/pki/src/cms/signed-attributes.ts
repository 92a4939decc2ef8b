/**
 * Signed attributes of a SignerInfo (GB/T 35275 = GM/T 0010, RFC 5652 §11, RFC 5035).
 *
 * Their DER SET OF is the message that SM2 signs: e = SM3(Z ‖ attributes). The phone parses what it is asked to sign
 * with this file, so it depends on the DER reader and the digest alone.
 */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid, readTime } from '../der/values.ts';
import { octetString, oid, sequence, setOf, time } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { readAlgorithm } from '../algorithms/identifier.ts';
import { digest } from './digest.ts';
import type { DigestName } from './digest-name.ts';
import { DIGEST_LENGTH, digestNameOf, writeDigest } from './digest-name.ts';

export interface SignedAttributesInput {
  /** Digest of the content, for SM3 without Z. */
  contentDigest: Uint8Array;
  /** The signer's digest, of the content and of the certificate; SM3 unless given. */
  digestAlgorithm?: DigestName;
  /** `data` of the GM arc for SM3, of RFC 5652 otherwise, unless given. */
  contentType?: string;
  /** Left out where the format has another place for it (PAdES, RFC 3161). */
  signingTime?: Date;
  /** The signer's certificate; its digest goes in, so that the signature holds under no other certificate. */
  certificate: { der: Uint8Array };
}

export interface SignedAttributes {
  /** The DER SET OF: the message that is signed. */
  der: Uint8Array;
  contentType: string;
  contentDigest: Uint8Array;
  signingTime: Date | undefined;
  /** Digest of the signer's certificate from signing-certificate-v2, else -v1; undefined when of an unknown digest. */
  certificateDigest: Uint8Array | undefined;
  certificateDigestAlgorithm: DigestName | 'sha1' | undefined;
  /** Attributes present that are none of the four above. */
  otherAttributes: readonly string[];
}

/** The DER SET OF to be signed: CAdES-BES attributes (ETSI EN 319 122-1 §5). Throws `pki/bad-value`. */
export function buildSignedAttributes(input: SignedAttributesInput): Uint8Array {
  const { contentDigest, digestAlgorithm = 'sm3', signingTime, certificate } = input;
  const contentType = input.contentType ?? (digestAlgorithm === 'sm3' ? OID.gmData : OID.cmsData);
  const length = DIGEST_LENGTH[digestAlgorithm];
  if (contentDigest.length !== length)
    throw new PkiError('pki/bad-value', `${length} bytes expected`, { field: 'contentDigest' });
  // ESSCertIDv2 (RFC 5035 §4): SHA-256 is the default and so is not written.
  const algorithm = digestAlgorithm === 'sha256' ? [] : [writeDigest(digestAlgorithm)];
  const certId = sequence(...algorithm, octetString(digest(digestAlgorithm, certificate.der)));
  return setOf(
    attribute(OID.contentType, oid(contentType)),
    attribute(OID.messageDigest, octetString(contentDigest)),
    ...(signingTime ? [attribute(OID.signingTime, time(signingTime))] : []),
    attribute(OID.signingCertificateV2, sequence(sequence(certId))),
  );
}

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value));

/**
 * Parse a DER SET OF Attribute. An attribute twice, or of several values where one is meant, is refused. `base` is added
 * to offsets in errors.
 */
export function parseSignedAttributes(der: Uint8Array, base = 0): SignedAttributes {
  const root = readDer(der, { limits: { maxBytes: 65_536, maxDepth: 16 }, base });
  const values = new Map<string, Der>();
  for (const member of root.list(TAG.set, 'signedAttributes', 32)) {
    const fields = member.open(TAG.sequence, 'attribute');
    const type = readOid(fields.any('attribute'), 'attribute');
    const all = fields.any('attribute').list(TAG.set, type, 32);
    fields.done();
    const [only] = all;
    if (values.has(type)) member.fail(type, 'attribute twice');
    if (!only || (SINGLE.includes(type) && all.length > 1)) return member.fail(type, 'exactly one value expected');
    values.set(type, only);
  }
  const type = values.get(OID.contentType) ?? root.fail('contentType', 'missing');
  const digestAt = values.get(OID.messageDigest) ?? root.fail('messageDigest', 'missing');
  const moment = values.get(OID.signingTime);
  const bound = values.get(OID.signingCertificateV2);
  const boundBySha1 = bound ? undefined : values.get(OID.signingCertificate);
  return {
    der: root.bytes,
    contentType: readOid(type, 'contentType'),
    contentDigest: digestAt.expect(TAG.octetString, 'messageDigest').content,
    signingTime: moment && readTime(moment, 'signingTime').instant,
    ...(boundBySha1 ? readSha1CertificateDigest(boundBySha1) : readCertificateDigest(bound)),
    otherAttributes: [...values.keys()].filter((each) => !KNOWN.includes(each)),
  };
}

const KNOWN: readonly string[] = [OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2];

const SINGLE: readonly string[] = [...KNOWN, OID.signingCertificate];

/**
 * SigningCertificate (RFC 2634 §5.4), of authorities that never moved to version 2. Nobody finds a second certificate
 * with the SHA-1 of a given one; it is counted among the other attributes, since it is not what is asked for here.
 */
function readSha1CertificateDigest(value: Der): CertificateDigest {
  const field = 'signingCertificate';
  const [first] = value.open(TAG.sequence, field).any(field).list(TAG.sequence, field, 16);
  if (!first) return value.fail(field, 'empty');
  const certificateDigest = first.open(TAG.sequence, field).next(TAG.octetString, field).content;
  return { certificateDigest, certificateDigestAlgorithm: 'sha1' };
}

type CertificateDigest = Pick<SignedAttributes, 'certificateDigest' | 'certificateDigestAlgorithm'>;

/** SigningCertificateV2 (RFC 5035 §3): the first ESSCertIDv2 is the signer's; its issuerSerial says nothing more. */
function readCertificateDigest(value: Der | undefined): CertificateDigest {
  const unknown = { certificateDigest: undefined, certificateDigestAlgorithm: undefined };
  const field = 'signingCertificateV2';
  const [first] = value?.open(TAG.sequence, field).any(field).list(TAG.sequence, field, 16) ?? [];
  if (!first) return unknown;
  const id = first.open(TAG.sequence, field);
  const algorithm = id.maybe(TAG.sequence);
  const name = algorithm ? digestNameOf(readAlgorithm(algorithm, field)) : 'sha256';
  const certificateDigest = id.next(TAG.octetString, field).content;
  return name ? { certificateDigest, certificateDigestAlgorithm: name } : unknown;
}
