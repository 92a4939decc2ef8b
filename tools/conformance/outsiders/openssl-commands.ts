/** Which openssl command answers which kind of case; run in the folder of the case, whose files are named as in the manifest. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Answer } from '../case.ts';
import { element, elements, signedParts } from '../der.ts';
import type { WrittenCase } from '../manifest.ts';
import { runProgram } from '../run-program.ts';
import { toHex, utf8 } from '../seed.ts';
import type { Kind } from './kinds.ts';

export interface Command {
  /** undefined: this program has no such command. */
  args: (asked: WrittenCase, cwd: string) => string[] | undefined;
  /** What must stand in its text besides an exit status of 0. */
  says?: RegExp;
  /** The file that it writes. */
  output?: string;
}

const DEFAULT_ID = toHex(utf8('1234567812345678'));
const hexOf = (cwd: string, name: string): string => readFileSync(join(cwd, name)).toString('hex');
const distid = (cwd: string): string => `hexdistid:${existsSync(join(cwd, 'id')) ? hexOf(cwd, 'id') : DEFAULT_ID}`;

export const commands = {
  sm3: { args: () => ['dgst', '-sm3', '-binary', '-out', 'digest', 'message'], output: 'digest' },
  'hmac-sm3': {
    args: (_asked, cwd) => {
      const key = hexOf(cwd, 'key');
      if (key === '') return undefined;
      return ['dgst', '-sm3', '-binary', '-mac', 'HMAC', '-macopt', `hexkey:${key}`, '-out', 'mac', 'message'];
    },
    output: 'mac',
  },
  'sm4-encrypt': {
    args: (asked, cwd) => cipher(asked, cwd, '-e', 'plaintext', 'ciphertext'),
    output: 'ciphertext',
  },
  'sm4-decrypt': {
    args: (asked, cwd) => cipher(asked, cwd, '-d', 'ciphertext', 'plaintext'),
    output: 'plaintext',
  },
  'sm2-verify': {
    args: ({ parameters }, cwd) =>
      parameters.form === 'raw'
        ? undefined
        : ['dgst', '-sm3', '-verify', 'publicKey', '-signature', 'signature', '-sigopt', distid(cwd), 'message'],
    says: /Verified OK/,
  },
  'sm2-sign': {
    args: ({ parameters }, cwd) =>
      parameters.form === 'raw'
        ? undefined
        : ['dgst', '-sm3', '-sign', 'privateKey', '-sigopt', distid(cwd), '-out', 'signature', 'message'],
    output: 'signature',
  },
  'sm2-encrypt': {
    args: ({ parameters }) =>
      parameters.form === 'der'
        ? ['pkeyutl', '-encrypt', '-pubin', '-inkey', 'publicKey', '-in', 'plaintext', '-out', 'ciphertext']
        : undefined,
    output: 'ciphertext',
  },
  'sm2-decrypt': {
    args: ({ parameters }) =>
      parameters.form === 'der'
        ? ['pkeyutl', '-decrypt', '-inkey', 'privateKey', '-in', 'ciphertext', '-out', 'plaintext']
        : undefined,
    output: 'plaintext',
  },
  // `verify` applies the id to the one certificate that it is asked about: a chain goes link by link.
  'certificate-verify': {
    args: (_asked, cwd) => [
      'verify',
      '-partial_chain',
      '-no_check_time',
      '-trusted',
      'issuer',
      '-vfyopt',
      distid(cwd),
      'certificate',
    ],
    says: /: OK/,
  },
  'csr-verify': {
    args: (_asked, cwd) => ['req', '-verify', '-noout', '-in', 'csr', '-inform', 'DER', '-vfyopt', distid(cwd)],
    says: /verify OK/,
  },
  'csr-make': {
    args: (_asked, cwd) => [
      'req',
      '-new',
      '-sm3',
      '-key',
      'privateKey',
      '-subj',
      '/C=CN/O=Outsider/CN=openssl',
      '-sigopt',
      distid(cwd),
      '-outform',
      'DER',
      '-out',
      'csr',
    ],
    output: 'csr',
  },
} satisfies Partial<Record<Kind, Command>> as Partial<Record<Kind, Command>>;

function cipher({ parameters }: WrittenCase, cwd: string, direction: string, from: string, to: string) {
  // `enc` refuses modes with a tag.
  if (parameters.mode === 'gcm') return undefined;
  const iv = existsSync(join(cwd, 'iv')) ? ['-iv', hexOf(cwd, 'iv')] : [];
  const padding = parameters.mode === 'cbc' ? [] : ['-nopad'];
  return [
    'enc',
    `-sm4-${parameters.mode}`,
    direction,
    ...padding,
    '-K',
    hexOf(cwd, 'key'),
    ...iv,
    '-in',
    from,
    '-out',
    to,
  ];
}

/** The signature of a list, an OCSP answer or a CMS message over the bytes that it covers. */
export async function checkSignature(cwd: string, asked: WrittenCase): Promise<Omit<Answer, 'id'>> {
  const file = (name: string) => new Uint8Array(readFileSync(join(cwd, name)));
  const { message, signature, signer } = partsOf(asked, file);
  writeFileSync(join(cwd, 'signer-certificate'), signer);
  writeFileSync(join(cwd, 'signed-bytes'), message);
  writeFileSync(join(cwd, 'signature-value'), signature);
  const key = await runProgram(
    'openssl',
    ['x509', '-in', 'signer-certificate', '-inform', 'DER', '-noout', '-pubkey'],
    { cwd },
  );
  writeFileSync(join(cwd, 'signer-key'), key.stdout);
  const ran = await runProgram(
    'openssl',
    ['dgst', '-sm3', '-verify', 'signer-key', '-signature', 'signature-value', '-sigopt', distid(cwd), 'signed-bytes'],
    { cwd },
  );
  if (ran.status === 0 && ran.stdout.includes('Verified OK')) return { verdict: 'accept' };
  return { verdict: 'reject', detail: `${ran.stdout}${ran.stderr}${key.stderr}`.trim().slice(0, 400) };
}

type Parts = { message: Uint8Array; signature: Uint8Array; signer: Uint8Array };

function partsOf({ kind }: WrittenCase, file: (name: string) => Uint8Array): Parts {
  if (kind === 'crl-verify') return { ...signedParts(file('crl')), signer: file('issuer') };
  // OCSPResponse { status, [0] { SEQUENCE { type, OCTET STRING { BasicOCSPResponse } } } }
  if (kind === 'ocsp-verify') {
    return { ...signedParts(element(file('response'), 1, 0, 1).content), signer: file('responder') };
  }
  return messageParts(file);
}

/** ContentInfo { type, [0] { SignedData { version, digests, content, [0] certificates, …, SET OF SignerInfo } } } */
function messageParts(file: (name: string) => Uint8Array): Parts {
  const signedData = elements(element(file('cms'), 1, 0).content);
  const content = element(file('cms'), 1, 0, 2);
  const certificates = signedData.find(({ tag }) => tag === 0xa0);
  const signers = signedData.at(-1);
  const signerInfo = signers && elements(elements(signers.content)[0]?.content ?? new Uint8Array());
  const attributes = signerInfo?.find(({ tag }) => tag === 0xa0);
  const signature = signerInfo?.find(({ tag }) => tag === 0x04);
  const [signer] = certificates ? elements(certificates.content) : [];
  if (!signature || !signer) throw new Error('no signer');
  const enclosed = elements(content.content)[1];
  const covered = enclosed ? (elements(enclosed.content)[0]?.content ?? new Uint8Array()) : file('content');
  if (!attributes)
    return { message: covered, signature: signature.content, signer: signerOf(certificates, signerInfo) };
  const digest = createHash('sm3').update(covered).digest('hex');
  if (!toHex(attributes.content).includes(`0420${digest}`)) throw new Error('the digest is another content’s');
  const message = new Uint8Array(attributes.bytes);
  message[0] = 0x31;
  return { message, signature: signature.content, signer: signerOf(certificates, signerInfo) };
}

/** The certificate whose issuer and serial number the SignerInfo names. */
function signerOf(
  certificates: { content: Uint8Array } | undefined,
  signerInfo: readonly { bytes: Uint8Array }[] | undefined,
): Uint8Array {
  const named = toHex(signerInfo?.[1]?.bytes ?? new Uint8Array());
  for (const { bytes } of certificates ? elements(certificates.content) : []) {
    const [, serial, , issuer] = elements(element(bytes, 0).content);
    const body = `${toHex(issuer?.bytes ?? new Uint8Array())}${toHex(serial?.bytes ?? new Uint8Array())}`;
    if (body !== '' && named.endsWith(body)) return bytes;
  }
  throw new Error('the signer’s certificate is missing');
}
