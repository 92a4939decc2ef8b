/**
 * How a message names a signer's or a recipient's certificate (RFC 5652 §5.3, §6.2.1; GB/T 35275 §8): issuer and serial
 * number, or [0] the key identifier. CFCA names recipients by the SHA-1 of the key where the certificate has no such
 * extension; that is the method of RFC 5280 §4.2.1.2 and is how a missing extension is read here.
 */
import { sameBytes } from '../bytes.ts';
import type { Der } from '../der/read.ts';
import { contextPrimitive, TAG } from '../der/tags.ts';
import { readIntegerHex } from '../der/values.ts';
import { implicit, integer, sequence } from '../der/write.ts';
import type { Certificate } from '../x509/certificate.ts';
import { keyIdentifier } from '../x509/key-id.ts';
import type { Name } from '../x509/name.ts';
import { readName, sameName } from '../x509/name.ts';

export type CertificateIdentifier = { issuer: Name; serial: string } | { keyId: Uint8Array };

export function readCertificateIdentifier(value: Der, field: string): CertificateIdentifier {
  if (value.tag === contextPrimitive(0)) return { keyId: value.content };
  const fields = value.open(TAG.sequence, field);
  const issuer = readName(fields.any(field), field);
  const serial = readIntegerHex(fields.any(field), field);
  fields.done();
  return { issuer, serial };
}

const keyIdOf = (certificate: Certificate): Uint8Array =>
  certificate.subjectKeyId ?? keyIdentifier(certificate.publicKey);

/** A name, not a proof: two certificates can carry one identifier. */
export function isIdentifiedBy(certificate: Certificate, identifier: CertificateIdentifier): boolean {
  if ('keyId' in identifier) return sameBytes(keyIdOf(certificate), identifier.keyId);
  return certificate.serial === identifier.serial && sameName(certificate.issuer, identifier.issuer);
}

export const writeIssuerAndSerial = (certificate: Certificate): Uint8Array =>
  sequence(certificate.issuer.der, integer(certificate.serial));

export const writeKeyId = (certificate: Certificate): Uint8Array => implicit(0, keyIdOf(certificate));
