/**
 * Signed attributes of a SignerInfo (GB/T 35275 = GM/T 0010, RFC 5652 §11, RFC 5035).
 *
 * Their DER SET OF is the message that SM2 signs: e = SM3(Z ‖ attributes). The phone parses what it is asked to sign
 * with this file, so it depends on the DER reader and the digest alone.
 */
import { sm3 } from '@qianyin/gm';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { readOid, readTime } from '../der/values.ts';
import { octetString, oid, sequence, setOf, time } from '../der/write.ts';
import { PkiError } from '../errors.ts';

export interface SignedAttributesInput {
  /** SM3 of the content, 32 bytes, without Z. */
  contentDigest: Uint8Array;
  signingTime: Date;
  /** The signer's certificate; its digest goes in, so that the signature holds under no other certificate. */
  certificate: { der: Uint8Array };
}

export interface SignedAttributes {
  /** The DER SET OF: the message that is signed. */
  der: Uint8Array;
  contentType: string;
  contentDigest: Uint8Array;
  signingTime: Date | undefined;
  /** SM3 of the signer's certificate from signing-certificate-v2; undefined when absent or of another digest. */
  certificateDigest: Uint8Array | undefined;
  /** Attributes present that are none of the four above. */
  otherAttributes: readonly string[];
}

export function buildSignedAttributes({ contentDigest, signingTime, certificate }: SignedAttributesInput): Uint8Array {
  if (contentDigest.length !== 32) throw new PkiError('pki/bad-value', '32 bytes expected', { field: 'contentDigest' });
  const certId = sequence(sequence(oid(OID.sm3)), octetString(sm3(certificate.der)));
  return setOf(
    attribute(OID.contentType, oid(OID.gmData)),
    attribute(OID.messageDigest, octetString(contentDigest)),
    attribute(OID.signingTime, time(signingTime)),
    attribute(OID.signingCertificateV2, sequence(sequence(certId))),
  );
}

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value));

/** Parse a DER SET OF Attribute. An attribute twice, or of several values where one is meant, is refused. */
export function parseSignedAttributes(der: Uint8Array): SignedAttributes {
  const root = readDer(der, { limits: { maxBytes: 65_536, maxDepth: 16 } });
  const values = new Map<string, Der>();
  for (const member of root.list(TAG.set, 'signedAttributes', 32)) {
    const fields = member.open(TAG.sequence, 'attribute');
    const type = readOid(fields.any('attribute'), 'attribute');
    const all = fields.any('attribute').list(TAG.set, type, 32);
    fields.done();
    const [only] = all;
    if (values.has(type)) member.fail(type, 'attribute twice');
    if (!only || (KNOWN.includes(type) && all.length > 1)) return member.fail(type, 'exactly one value expected');
    values.set(type, only);
  }
  const type = values.get(OID.contentType) ?? root.fail('contentType', 'missing');
  const digest = values.get(OID.messageDigest) ?? root.fail('messageDigest', 'missing');
  const moment = values.get(OID.signingTime);
  const certificate = values.get(OID.signingCertificateV2);
  return {
    der: root.bytes,
    contentType: readOid(type, 'contentType'),
    contentDigest: digest.expect(TAG.octetString, 'messageDigest').content,
    signingTime: moment && readTime(moment, 'signingTime').instant,
    certificateDigest: certificate && readCertificateDigest(certificate),
    otherAttributes: [...values.keys()].filter((each) => !KNOWN.includes(each)),
  };
}

const KNOWN: readonly string[] = [OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2];

/** SigningCertificateV2 (RFC 5035 §3): the first ESSCertIDv2 is the signer's. */
function readCertificateDigest(value: Der): Uint8Array | undefined {
  const field = 'signingCertificateV2';
  const [first] = value.open(TAG.sequence, field).any(field).list(TAG.sequence, field, 16);
  const id = first?.open(TAG.sequence, field);
  const algorithm = id?.maybe(TAG.sequence)?.open(TAG.sequence, field);
  if (!id || !algorithm || readOid(algorithm.any(field), field) !== OID.sm3) return undefined;
  return id.next(TAG.octetString, field).content;
}
