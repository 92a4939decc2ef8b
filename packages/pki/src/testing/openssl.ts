/** The openssl program as a second opinion, where it is on the PATH and knows SM2; tests say why they skip elsewhere. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pemEncode } from '../index.ts';
import { writeSm2Signature } from '../algorithms/signature-value.ts';

const found = spawnSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' });
export const skipWithoutOpenssl: string | false = found.stdout?.includes('SM2')
  ? false
  : 'openssl with SM2 is not on the PATH';
export const DISTID = 'distid:1234567812345678';

/**
 * Run openssl in a folder that holds `files`; answers the exit status with both outputs, and the file `out` if the
 * command wrote one.
 */
export function openssl(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
): { status: number | null; text: string; out: Uint8Array | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'pki-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    const written = join(folder, 'out');
    const out = existsSync(written) ? new Uint8Array(readFileSync(written)) : undefined;
    return { status, text: `${stdout}${stderr}`, out };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether openssl accepts r‖s over the message. Used for lists, answers and CMS, whose signatures its own commands cannot check. */
export function opensslVerifies(input: { spki: Uint8Array; message: Uint8Array; signature: Uint8Array }): boolean {
  const { status, text } = openssl(
    ['dgst', '-sm3', '-verify', 'key.pem', '-signature', 'signature.der', '-sigopt', DISTID, 'message.bin'],
    {
      'key.pem': pemEncode('PUBLIC KEY', input.spki),
      'signature.der': writeSm2Signature(input.signature),
      'message.bin': input.message,
    },
  );
  return status === 0 && text.includes('Verified OK');
}

/** The file `out` of a command that must succeed. */
export function opensslOutput(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>>,
): Uint8Array {
  const { status, text, out } = openssl(args, files);
  if (status !== 0 || !out) throw new Error(`openssl ${args.join(' ')}\n${text}`);
  return out;
}
