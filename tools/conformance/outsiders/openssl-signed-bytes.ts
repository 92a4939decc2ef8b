/** SM2 signatures of lists, OCSP answers and CMS messages: taken apart here, checked by openssl over the bytes they cover. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../case.ts';
import { type Element, element, elements, signedParts } from '../der.ts';
import { runProgram } from '../run-program.ts';
import { toHex } from '../seed.ts';
import type { Kind } from './kinds.ts';
import { distid } from './openssl-commands.ts';

interface Parts {
  message: Uint8Array;
  signature: Uint8Array;
  /** The signer's certificate. */
  signer: Uint8Array;
}
type Taken = (file: (name: string) => Uint8Array) => Parts;

export const takenApart: Partial<Record<Kind, Taken>> = {
  'crl-verify': (file) => ({ ...signedParts(whole(file('crl'))), signer: file('issuer') }),
  // OCSPResponse { status, [0] { SEQUENCE { type, OCTET STRING { BasicOCSPResponse } } } }
  'ocsp-verify': (file) => ({
    ...signedParts(whole(element(whole(file('response')), 1, 0, 1).content)),
    signer: file('responder'),
  }),
  'cms-verify': messageParts,
};

/** One element and nothing after it: to cut off what follows would hide a fault. */
function whole(der: Uint8Array): Uint8Array {
  if (elements(der).length !== 1) throw new Error('octets after the end');
  return der;
}

export async function checkSignature(take: Taken, cwd: string): Promise<Omit<Answer, 'id'>> {
  const { message, signature, signer } = take((name) => new Uint8Array(readFileSync(join(cwd, name))));
  writeFileSync(join(cwd, 'signer-certificate'), signer);
  writeFileSync(join(cwd, 'signed-bytes'), message);
  writeFileSync(join(cwd, 'signature-value'), signature);
  const key = await runProgram('openssl', 'x509 -in signer-certificate -inform DER -noout -pubkey'.split(' '), { cwd });
  writeFileSync(join(cwd, 'signer-key'), key.stdout);
  const line = `dgst -sm3 -verify signer-key -signature signature-value -sigopt ${distid(cwd)} signed-bytes`;
  const ran = await runProgram('openssl', line.split(' '), { cwd });
  if (ran.status === 0 && ran.stdout.includes('Verified OK')) return { verdict: 'accept' };
  return { verdict: 'reject', detail: `${ran.stdout}${ran.stderr}${key.stderr}`.trim().slice(0, 400) };
}

/** ContentInfo { type, [0] { SignedData { version, digests, content, [0] certificates, …, SET OF SignerInfo } } } */
function messageParts(file: (name: string) => Uint8Array): Parts {
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
  const message = new Uint8Array(attributes.bytes);
  message[0] = 0x31;
  return { message, signature, signer };
}

/** The certificate whose issuer and serial number the SignerInfo names. */
function signerOf(certificates: Element | undefined, signerInfo: readonly Element[]): Uint8Array {
  const named = toHex(signerInfo[1]?.content ?? new Uint8Array());
  for (const { bytes } of certificates ? elements(certificates.content) : []) {
    const [, serial, , issuer] = elements(element(bytes, 0).content);
    if (issuer && serial && named === toHex(issuer.bytes) + toHex(serial.bytes)) return bytes;
  }
  throw new Error('the signer’s certificate is missing');
}
