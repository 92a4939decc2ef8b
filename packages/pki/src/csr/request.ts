/**
 * Certification requests (PKCS #10, RFC 2986) with SM2. Attributes are empty when written and not interpreted when
 * read: what goes into a certificate comes from the order, never from the request. The double-certificate attributes
 * of CFCA are left out.
 */
import { sm2Verify } from '@qianyin/gm';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readBitOctets, readSmallInteger } from '../der/values.ts';
import { explicit, integer, sequence } from '../der/write.ts';
import type { AlgorithmIdentifier } from '../x509/algorithm.ts';
import {
  assembleSigned,
  buildPublicKeyInfo,
  isSm2WithSm3,
  readAlgorithm,
  readPublicKeyInfo,
  readSm2Signature,
} from '../x509/algorithm.ts';
import type { Name, NameInput } from '../x509/name.ts';
import { buildName, readName } from '../x509/name.ts';

export interface CertificationRequest {
  der: Uint8Array;
  /** Encoded CertificationRequestInfo: the bytes that are signed. */
  info: Uint8Array;
  subject: Name;
  publicKey: Uint8Array;
  signatureAlgorithm: AlgorithmIdentifier;
  /** r‖s. */
  signature: Uint8Array;
  /** The signature is the key's own over `info`: whoever made the request holds the private key. */
  valid: boolean;
}

/** CertificationRequestInfo: the message to be SM2-signed. */
export function buildCsrInfo(input: { subject: NameInput | Name; publicKey: Uint8Array }): Uint8Array {
  const subject = 'der' in input.subject ? input.subject.der : buildName(input.subject);
  return sequence(integer(0), subject, buildPublicKeyInfo(input.publicKey), explicit(0));
}

export function assembleCsr(info: Uint8Array, signature64: Uint8Array): Uint8Array {
  return assembleSigned(info, signature64);
}

/** Parse and verify a request. A wrong signature gives `valid: false`; anything that is not a strict SM2 request throws. */
export function parseCsr(der: Uint8Array): CertificationRequest {
  const root = readDer(der, { limits: { maxBytes: 16_384, maxDepth: 12 } });
  const fields = root.open(TAG.sequence, 'certificationRequest');
  const infoAt = fields.next(TAG.sequence, 'certificationRequestInfo');
  const algorithmAt = fields.any('signatureAlgorithm');
  const signatureAlgorithm = readAlgorithm(algorithmAt, 'signatureAlgorithm');
  const signatureAt = fields.any('signature');
  fields.done();
  if (!isSm2WithSm3(signatureAlgorithm)) algorithmAt.fail('signatureAlgorithm', 'not SM2-with-SM3');

  const info = infoAt.open(TAG.sequence, 'certificationRequestInfo');
  const versionAt = info.any('version');
  if (readSmallInteger(versionAt, 'version') !== 0) versionAt.fail('version', 'not version 1');
  const subject = readName(info.any('subject'), 'subject');
  const keyAt = info.any('subjectPublicKeyInfo');
  const key = readPublicKeyInfo(keyAt);
  if (key.kind !== 'sm2') keyAt.fail('subjectPublicKeyInfo', 'not an SM2 key');
  info.next(contextConstructed(0), 'attributes');
  info.done();

  const signature = readSm2Signature(readBitOctets(signatureAt, 'signature'), signatureAt.contentOffset + 1);
  const valid = sm2Verify({ publicKey: key.publicKey, message: infoAt.bytes, signature });
  return {
    der: root.bytes,
    info: infoAt.bytes,
    subject,
    publicKey: key.publicKey,
    signatureAlgorithm,
    signature,
    valid,
  };
}
