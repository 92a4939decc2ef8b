/** Which openssl command answers which kind of case; run in the folder of the case, whose files are named as in the manifest. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pemEncode } from '@qianyin/pki';
import type { WrittenCase } from '../manifest.ts';
import { toHex, utf8 } from '../seed.ts';
import type { Kind } from './kinds.ts';

export interface Command {
  /** The command line, words parted by single spaces. */
  line: string;
  /** What must stand in its text besides an exit status of 0. */
  says?: RegExp;
  /** The file that it writes. */
  output?: string;
}

/** Makes the command for a case; undefined: this program has none. */
type Recipe = (asked: WrittenCase, cwd: string) => Command | undefined;

/** 2026-06-01, the moment that the authority is judged at. */
const AT = '-attime 1780272000';
const DEFAULT_ID = toHex(utf8('1234567812345678'));
const hexOf = (cwd: string, name: string): string => readFileSync(join(cwd, name)).toString('hex');
export const distid = (cwd: string): string =>
  `hexdistid:${existsSync(join(cwd, 'id')) ? hexOf(cwd, 'id') : DEFAULT_ID}`;
const isSm2 = ({ parameters }: WrittenCase): boolean => parameters.key === 'sm2';

/** Some options read PEM alone. */
function pem(cwd: string, ...names: readonly string[]): void {
  for (const name of names)
    writeFileSync(join(cwd, `${name}.pem`), pemEncode('CERTIFICATE', readFileSync(join(cwd, name))));
}

export const commands: Partial<Record<Kind, Recipe>> = {
  sm3: () => ({ line: 'dgst -sm3 -binary -out digest message', output: 'digest' }),
  'hmac-sm3': (_asked, cwd) => {
    const key = hexOf(cwd, 'key');
    if (key === '') return undefined;
    return { line: `dgst -sm3 -binary -mac HMAC -macopt hexkey:${key} -out mac message`, output: 'mac' };
  },
  'sm4-encrypt': (asked, cwd) => cipher(asked, cwd, '-e', 'plaintext', 'ciphertext'),
  'sm4-decrypt': (asked, cwd) => cipher(asked, cwd, '-d', 'ciphertext', 'plaintext'),
  'sm2-verify': ({ parameters }, cwd) =>
    parameters.form === 'der'
      ? { line: `dgst -sm3 -verify publicKey -signature signature -sigopt ${distid(cwd)} message`, says: /Verified OK/ }
      : undefined,
  'sm2-sign': ({ parameters }, cwd) =>
    parameters.form === 'der'
      ? { line: `dgst -sm3 -sign privateKey -sigopt ${distid(cwd)} -out signature message`, output: 'signature' }
      : undefined,
  'sm2-encrypt': ({ parameters }) =>
    parameters.form === 'der'
      ? { line: 'pkeyutl -encrypt -pubin -inkey publicKey -in plaintext -out ciphertext', output: 'ciphertext' }
      : undefined,
  'sm2-decrypt': ({ parameters }) =>
    parameters.form === 'der'
      ? { line: 'pkeyutl -decrypt -inkey privateKey -in ciphertext -out plaintext', output: 'plaintext' }
      : undefined,
  // `verify` applies the id to the one certificate that it is asked about: a chain goes link by link.
  'certificate-verify': (asked, cwd) => ({
    line: `verify -partial_chain ${AT} -trusted issuer${isSm2(asked) ? ` -vfyopt ${distid(cwd)}` : ''} certificate`,
    says: /: OK/,
  }),
  'csr-verify': (asked, cwd) => ({
    line: `req -verify -noout -in csr -inform DER${isSm2(asked) ? ` -vfyopt ${distid(cwd)}` : ''}`,
    says: /verify OK/,
  }),
  'csr-make': (asked, cwd) => {
    const pss =
      asked.parameters.key === 'rsa-pss' ? ' -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest' : '';
    const options = isSm2(asked) ? `-sm3 -sigopt ${distid(cwd)}` : `-sha256${pss}`;
    return {
      line: `req -new ${options} -key privateKey -subj /C=CN/O=Outsider/CN=openssl -outform DER -out csr`,
      output: 'csr',
    };
  },
  // It exits 0 on a wrong signature and says so.
  'crl-verify': (asked, cwd) => {
    if (isSm2(asked)) return undefined;
    pem(cwd, 'issuer');
    return { line: 'crl -verify -noout -inform DER -in crl -CAfile issuer.pem', says: /verify OK/ };
  },
  'ocsp-verify': (asked, cwd) => {
    if (isSm2(asked)) return undefined;
    pem(cwd, 'issuer');
    const line = `ocsp -respin response -issuer issuer -cert certificate -verify_other responder -CAfile issuer.pem -partial_chain ${AT}`;
    return { line, says: /Response verify OK/ };
  },
};

function cipher({ parameters }: WrittenCase, cwd: string, direction: string, from: string, to: string) {
  // `enc` refuses modes with a tag.
  if (parameters.mode === 'gcm') return undefined;
  const iv = existsSync(join(cwd, 'iv')) ? ` -iv ${hexOf(cwd, 'iv')}` : '';
  const padding = parameters.mode === 'cbc' ? '' : ' -nopad';
  const line = `enc -sm4-${parameters.mode} ${direction}${padding} -K ${hexOf(cwd, 'key')}${iv} -in ${from} -out ${to}`;
  return { line, output: to };
}
