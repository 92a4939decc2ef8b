/** A sealed PDF judged by a program nobody here wrote: openssl digests the signed bytes and verifies the SM2 signature. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, parseSignedData, pemEncode } from '@qianyin/pki';

const DISTID = 'distid:1234567812345678';

export const withoutOpenssl =
  spawnSync('openssl', ['version']).status === 0 ? false : ('openssl is not on the PATH' as const);

/** Every signature of the file, earliest first; throws when openssl does not agree with one of them. */
export function assertByOpenssl(pdf: Uint8Array, issuing: Certificate): number {
  const signatures = signaturesOf(Buffer.from(pdf));
  for (const { cms, covered } of signatures) {
    const {
      signers: [signer],
      certificates,
    } = parseSignedData(cms);
    assert.ok(signer);
    const { attributes, signature, identifier } = signer;
    const certificate = certificates.find(({ serial }) => 'serial' in identifier && serial === identifier.serial);
    assert.ok(attributes && certificate);
    const files = {
      'covered.bin': covered,
      'attributes.der': attributes.der,
      'signature.der': signature,
      'signer.pem': pemEncode('CERTIFICATE', certificate.der),
      'issuing.pem': pemEncode('CERTIFICATE', issuing.der),
    };
    inFolder(files, (openssl) => {
      const digest = openssl('dgst', '-sm3', '-r', 'covered.bin').split(' ')[0];
      assert.equal(digest, Buffer.from(attributes.contentDigest).toString('hex'));
      openssl('x509', '-in', 'signer.pem', '-pubkey', '-noout', '-out', 'signer.pub');
      const verify = ['-verify', 'signer.pub', '-sigopt', DISTID, '-signature', 'signature.der', 'attributes.der'];
      assert.match(openssl('dgst', '-sm3', ...verify), /Verified OK/);
      const chain = ['-vfyopt', DISTID, '-partial_chain', '-trusted', 'issuing.pem', 'signer.pem'];
      assert.match(openssl('verify', ...chain), /OK/);
    });
  }
  return signatures.length;
}

/** Read without our parser: the two ranges of /ByteRange, and the hexadecimal string between them. */
function signaturesOf(pdf: Buffer): { cms: Uint8Array; covered: Uint8Array }[] {
  const ranges = pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g);
  return [...ranges].map((match) => {
    const [start = 0, length = 0, next = 0, rest = 0] = match.slice(1).map(Number);
    const hex = pdf.toString('latin1', start + length, next).replaceAll(/[<>\s]/g, '');
    const padded = Buffer.from(hex, 'hex');
    // The hole is larger than the CMS; its length stands in its first bytes (DER, long form of two bytes).
    const cms = padded.subarray(0, padded.readUInt16BE(2) + 4);
    return { cms, covered: Buffer.concat([pdf.subarray(start, start + length), pdf.subarray(next, next + rest)]) };
  });
}

function inFolder(files: Record<string, Uint8Array | string>, work: (run: (...args: string[]) => string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    work((...args) => {
      const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
      assert.equal(status, 0, `openssl ${args.join(' ')}\n${stdout}${stderr}`);
      return stdout + stderr;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
