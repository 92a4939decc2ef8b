/** Which openssl command answers which kind of case. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenCase } from '../manifest.ts';
import { type Command, intermediatesOf, type Recipe, type Recipes, writePem } from './command-line.ts';
import { AT, bareSignature, distid, hexOf, isSm2, verifySignature } from './openssl-basics.ts';
import { opensslMessages } from './openssl-messages.ts';

const derOnly =
  (line: (cwd: string) => string, rest: Omit<Command, 'line'>): Recipe =>
  ({ parameters }, cwd) =>
    parameters.form === 'der' ? { line: line(cwd), ...rest } : `the ${parameters.form} form is not its own`;

export const opensslRecipes: Recipes = {
  sm3: () => ({ line: 'openssl dgst -sm3 -binary -out digest message', output: 'digest' }),
  'hmac-sm3': (_asked, cwd) => {
    const key = hexOf(cwd, 'key');
    if (key === '') return 'no HMAC with an empty key';
    return { line: `openssl dgst -sm3 -binary -mac HMAC -macopt hexkey:${key} -out mac message`, output: 'mac' };
  },
  'sm4-encrypt': (asked, cwd) => cipher(asked, cwd, '-e', 'plaintext', 'ciphertext'),
  'sm4-decrypt': (asked, cwd) => cipher(asked, cwd, '-d', 'ciphertext', 'plaintext'),
  'sm2-verify': derOnly((cwd) => verifySignature('publicKey', 'signature', 'message', distid(cwd)).line, {
    says: /Verified OK/,
  }),
  'sm2-sign': derOnly((cwd) => `openssl dgst -sm3 -sign privateKey -sigopt ${distid(cwd)} -out signature message`, {
    output: 'signature',
  }),
  'sm2-encrypt': derOnly(() => 'openssl pkeyutl -encrypt -pubin -inkey publicKey -in plaintext -out ciphertext', {
    output: 'ciphertext',
  }),
  'sm2-decrypt': derOnly(() => 'openssl pkeyutl -decrypt -inkey privateKey -in ciphertext -out plaintext', {
    output: 'plaintext',
  }),
  // `verify` applies the id to the one certificate that it is asked about: a chain goes link by link.
  'certificate-verify': (asked, cwd) => ({
    line: `openssl verify -partial_chain ${AT} -trusted issuer${isSm2(asked) ? ` -vfyopt ${distid(cwd)}` : ''} certificate`,
    says: /: OK/,
  }),
  'csr-verify': (asked, cwd) => ({
    line: `openssl req -verify -noout -in csr -inform DER${isSm2(asked) ? ` -vfyopt ${distid(cwd)}` : ''}`,
    says: /verify OK/,
  }),
  'csr-make': (asked, cwd) => {
    const pss =
      asked.parameters.key === 'rsa-pss' ? ' -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest' : '';
    const options = isSm2(asked) ? `-sm3 -sigopt ${distid(cwd)}` : `-sha256${pss}`;
    const subject = '/C=CN/O=Outsider/CN=openssl';
    return {
      line: `openssl req -new ${options} -key privateKey -subj ${subject} -outform DER -out csr`,
      output: 'csr',
    };
  },
  // It exits 0 on a wrong signature and says so.
  'crl-verify': (asked, cwd) => {
    if (isSm2(asked)) return bareSignature(asked, cwd);
    writePem(cwd, 'issuer.pem', ['issuer']);
    return { line: 'openssl crl -verify -noout -inform DER -in crl -CAfile issuer.pem', says: /verify OK/ };
  },
  'ocsp-request-make': () => ({
    line: 'openssl ocsp -issuer issuer -cert certificate -no_nonce -reqout request',
    output: 'request',
  }),
  'ocsp-verify': (asked, cwd) => {
    if (isSm2(asked)) return bareSignature(asked, cwd);
    writePem(cwd, 'issuer.pem', ['issuer']);
    const trust = `-verify_other responder -CAfile issuer.pem -partial_chain ${AT}`;
    return {
      line: `openssl ocsp -respin response -issuer issuer -cert certificate ${trust}`,
      says: /Response verify OK/,
    };
  },
  ...opensslMessages,
  'path-validate': validate,
  'path-revocation': (asked, cwd) => {
    if (isSm2(asked)) return 'verify applies the signer’s id to one certificate alone';
    writePem(cwd, 'untrusted.pem', intermediatesOf(asked));
    const lists = Object.keys(asked.files).filter((name) => name.startsWith('crl-'));
    writePem(cwd, 'lists.pem', lists, 'X509 CRL');
    const flags = '-crl_check_all -extended_crl -use_deltas -CRLfile lists.pem';
    return { line: `openssl verify ${AT} ${flags} -trusted root -untrusted untrusted.pem certificate`, says: /: OK/ };
  },
};

function cipher({ parameters }: WrittenCase, cwd: string, direction: string, from: string, to: string) {
  if (parameters.mode === 'gcm') return 'enc refuses modes with a tag';
  const iv = existsSync(join(cwd, 'iv')) ? ` -iv ${hexOf(cwd, 'iv')}` : '';
  const padding = parameters.mode === 'cbc' ? '' : ' -nopad';
  const options = `${direction}${padding} -K ${hexOf(cwd, 'key')}${iv}`;
  return { line: `openssl enc -sm4-${parameters.mode} ${options} -in ${from} -out ${to}`, output: to };
}

function validate(asked: WrittenCase, cwd: string): Command | string {
  if (isSm2(asked)) return 'verify applies the signer’s id to one certificate alone';
  const { at = '', policies = '', explicitPolicy, inhibitMapping, inhibitAny } = asked.parameters;
  const intermediates = intermediatesOf(asked);
  writePem(cwd, 'untrusted.pem', intermediates);
  const flags = [
    // Without any it wants none, where RFC 5280 §6.1.1 (c) says anyPolicy.
    ...(policies || '2.5.29.32.0').split(',').map((policy) => `-policy ${policy}`),
    ...(explicitPolicy === 'yes' ? ['-explicit_policy'] : []),
    ...(inhibitMapping === 'yes' ? ['-inhibit_map'] : []),
    ...(inhibitAny === 'yes' ? ['-inhibit_any'] : []),
    ...(intermediates.length > 0 ? ['-untrusted untrusted.pem'] : []),
  ].join(' ');
  const moment = Date.parse(at) / 1000;
  return {
    line: `openssl verify -attime ${moment} -policy_check -trusted root ${flags} certificate`.replaceAll('  ', ' '),
    says: /: OK/,
  };
}
