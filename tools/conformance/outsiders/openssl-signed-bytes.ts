/**
 * Lists, OCSP answers and CMS messages taken apart for a program that can only check a bare signature: writes
 * `signed-bytes`, `signature-value` and `signer-key` into the folder of the case.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Element, element, elements, signedParts, wrapped } from '../der.ts';
import { toHex } from '../seed.ts';
import type { Kind } from './kinds.ts';

interface Parts {
  message: Uint8Array;
  signature: Uint8Array;
  /** The signer's certificate. */
  signer: Uint8Array;
}
type File = (name: string) => Uint8Array;

export function signedBytes(kind: Kind, cwd: string): void {
  const { message, signature, signer } = partsOf(kind, (name) => new Uint8Array(readFileSync(join(cwd, name))));
  writeFileSync(join(cwd, 'signed-bytes'), message);
  writeFileSync(join(cwd, 'signature-value'), signature);
  writeFileSync(join(cwd, 'signer-key'), publicKeyOf(signer));
}

function partsOf(kind: Kind, file: File): Parts {
  if (kind === 'crl-verify') return { ...signedParts(whole(file('crl'))), signer: file('issuer') };
  if (kind === 'cms-verify') return messageParts(file);
  // A token is a message that brings its content along.
  if (kind === 'token-verify') return tokenParts(file);
  // OCSPResponse { status, [0] { SEQUENCE { type, OCTET STRING { BasicOCSPResponse } } } }
  const basic = element(whole(file('response')), 1, 0, 1).content;
  return { ...signedParts(whole(basic)), signer: file('responder') };
}

/** One element and nothing after it: to cut off what follows would hide a fault. */
function whole(der: Uint8Array): Uint8Array {
  if (elements(der).length !== 1) throw new Error('octets after the end');
  return der;
}

/** subjectPublicKeyInfo: the sixth member of tbsCertificate after the version. */
const publicKeyOf = (certificate: Uint8Array): Uint8Array => element(certificate, 0, 6).bytes;

/** ContentInfo { type, [0] { SignedData { version, digests, content, [0] certificates, …, SET OF SignerInfo } } } */
function messageParts(file: File): Parts {
  const signedData = elements(element(whole(file('cms')), 1, 0).content);
  const certificates = signedData.find(({ tag }) => tag === 0xa0);
  const signerInfo = elements(element(signedData.at(-1)?.bytes ?? new Uint8Array(), 0).content);
  const attributes = signerInfo.find(({ tag }) => tag === 0xa0);
  const signature = signerInfo.find(({ tag }) => tag === 0x04)?.content;
  if (!signature) throw new Error('nobody signed');
  const signer = signerOf(certificates, signerInfo);
  const enclosed = elements(signedData[2]?.content ?? new Uint8Array())[1];
  const content = enclosed ? element(enclosed.bytes, 0).content : file('content');
  if (!attributes) return { message: content, signature, signer };
  const digest = createHash('sm3').update(content).digest('hex');
  if (!toHex(attributes.content).includes(`0420${digest}`)) throw new Error('the digest is another content’s');
  return { message: wrapped(0x31, attributes.content), signature, signer };
}

/** A token's content is a TSTInfo, whose third member { algorithm, digest } is of the message. */
function tokenParts(file: File): Parts {
  const content = element(file('token'), 1, 0, 2, 1, 0).content;
  const imprint = element(content, 2, 1).content;
  if (createHash('sm3').update(file('message')).digest('hex') !== toHex(imprint)) throw new Error('another message');
  return messageParts((name) => file(name === 'cms' ? 'token' : name));
}

/** The certificate that the SignerInfo names, by issuer and serial number or by [0] its key identifier. */
function signerOf(certificates: Element | undefined, signerInfo: readonly Element[]): Uint8Array {
  const named = toHex(signerInfo[1]?.content ?? new Uint8Array());
  for (const { bytes } of certificates ? elements(certificates.content) : []) {
    const [, serial, , issuer] = elements(element(bytes, 0).content);
    if (issuer && serial && named === toHex(issuer.bytes) + toHex(serial.bytes)) return bytes;
    if (signerInfo[1]?.tag === 0x80 && toHex(bytes).includes(`0603551d0e04160414${named}`)) return bytes;
  }
  throw new Error('the signer’s certificate is missing');
}
