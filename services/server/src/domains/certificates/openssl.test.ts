/** The journey from order to sealed document, its results judged by a program that nobody here wrote. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signatureToDer } from '@qianyin/gm';
import { buildOcspRequest, pemEncode } from '@qianyin/pki';
import { smallPdf } from '../../testing/files.ts';
import { DOT, type IssuingParts, issuingParts } from '../../testing/issuing-parts.ts';
import { certifiedPhone } from '../../testing/phone.ts';
import { sealPdf } from '../../testing/sealed-pdf.ts';
import { authorities } from './authorities.ts';
import { newestCrl } from './crl-store.ts';
import { answerOcsp } from './operations/answer-ocsp.ts';
import { issueCrl } from './operations/issue-crl.ts';
import { requestOf } from './request-store.ts';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
const skip = version.startsWith('OpenSSL 3') ? false : 'openssl 3 is not on the PATH';
const folder = mkdtempSync(join(tmpdir(), 'qianyin-openssl-'));
const DISTID = 'distid:1234567812345678';

let parts: IssuingParts;
before(async () => {
  if (skip) return;
  parts = await issuingParts({ drawing: DOT });
  await writeResults();
});
after(async () => {
  await parts?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function writeResults(): Promise<void> {
  const holder = await certifiedPhone(parts);
  const { pair, phone } = holder;
  const [issuing, root] = pair.chain;
  assert.ok(issuing && root);
  const pem = { 'root.pem': root, 'issuing.pem': issuing, 'sign.pem': pair.signing, 'encrypt.pem': pair.encryption };
  for (const [name, der] of Object.entries(pem)) write(name, pemEncode('CERTIFICATE', der));
  const { accountId } = phone.holder;
  write('csr.der', (await requestOf(parts.db, { accountId, orderId: phone.orderId }))?.request ?? '');
  const { attributes, signature } = await sealPdf(parts, holder, smallPdf());
  write('message', attributes);
  write('message.sig', signatureToDer(signature));
  await issueCrl(parts);
  write('crl.der', (await newestCrl(parts.db))?.crl ?? '');
  const request = buildOcspRequest({ serial: pair.serial }, (await authorities(parts.signer)).issuing);
  write('ocsp.der', (await answerOcsp(parts, request)).der);
}

function write(name: string, content: Uint8Array | string): void {
  writeFileSync(join(folder, name), content);
}

function openssl(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `openssl ${args[0]}: ${stdout}${stderr}`);
  return stdout + stderr;
}

test('openssl verifies the chain, link by link', { skip }, () => {
  // The distinguishing id given on its command line is applied to the last certificate only.
  for (const [issuer, subject] of [
    ['root.pem', 'issuing.pem'],
    ['issuing.pem', 'sign.pem'],
    ['issuing.pem', 'encrypt.pem'],
  ] as const)
    assert.match(openssl('verify', '-partial_chain', '-vfyopt', DISTID, '-trusted', issuer, subject), /OK/);
});

test('openssl verifies the request', { skip }, () => {
  openssl('req', '-inform', 'DER', '-in', 'csr.der', '-verify', '-noout', '-vfyopt', DISTID);
  const subject = openssl(
    'req',
    '-inform',
    'DER',
    '-in',
    'csr.der',
    '-noout',
    '-subject',
    '-nameopt',
    'utf8,sep_comma_plus',
  );
  assert.match(subject, /C=CN.*O=宿迁市洋河测试有限公司.*CN=宿迁市洋河测试有限公司/);
});

test('openssl verifies what phone and signer signed together', { skip }, () => {
  writeFileSync(join(folder, 'public.pem'), openssl('x509', '-in', 'sign.pem', '-pubkey', '-noout'));
  const key = ['-pubin', '-inkey', 'public.pem', '-rawin', '-digest', 'sm3', '-pkeyopt', DISTID];
  assert.match(openssl('pkeyutl', '-verify', ...key, '-in', 'message', '-sigfile', 'message.sig'), /Successfully/);
});

test('openssl reads the revocation list and the OCSP answer', { skip }, () => {
  assert.match(openssl('crl', '-inform', 'DER', '-in', 'crl.der', '-noout', '-text'), /No Revoked Certificates/);
  assert.match(openssl('ocsp', '-respin', 'ocsp.der', '-noverify', '-resp_text'), /Cert Status: good/);
});
