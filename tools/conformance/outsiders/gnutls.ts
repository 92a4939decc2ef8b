/** GnuTLS by its program certtool: RSA and ECDSA. Policies are none of its business. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenCase } from '../manifest.ts';
import { onPath, runProgram } from '../run-program.ts';
import { askByCommands, intermediatesOf, kindsOf, type Recipes, writePem } from './command-line.ts';
import type { Outsider, Prepared } from './outsider.ts';

const NO_MOMENT = 'certtool cannot be told the moment';
const SUBJECT = 'country = CN\norganization = "Outsider"\ncn = "GnuTLS"\n';
const SM2 = 'GnuTLS has no SM2';
const isSm2 = ({ parameters }: WrittenCase): boolean => parameters.key === 'sm2';

/** `2026-06-01 00:00:00 UTC`. */
const dateOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;

const recipes: Recipes = {
  'certificate-verify': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    if (asked.parameters.clock === 'yes') return NO_MOMENT;
    writePem(cwd, 'certificate.pem', ['certificate']);
    writePem(cwd, 'issuer.pem', ['issuer']);
    return {
      line: 'certtool --verify --load-ca-certificate issuer.pem --infile certificate.pem',
      says: /: Verified\./,
    };
  },
  'certificate-make': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    const { notBefore = '', notAfter = '' } = asked.parameters;
    writePem(cwd, 'issuer.pem', ['issuer']);
    writePem(cwd, 'issuer-key.pem', ['issuerKey'], 'PRIVATE KEY');
    writePem(cwd, 'key.pem', ['publicKey'], 'PUBLIC KEY');
    const dates = `activation_date = "${dateOf(notBefore)}"\nexpiration_date = "${dateOf(notAfter)}"`;
    writeFileSync(join(cwd, 'template'), `${SUBJECT}\nserial = 81985529216486895\n${dates}\nsigning_key\n`);
    const authority = '--load-ca-certificate issuer.pem --load-ca-privkey issuer-key.pem';
    const line = `certtool --generate-certificate --load-pubkey key.pem ${authority}`;
    return { line: `${line} --template template --outder --outfile certificate`, output: 'certificate' };
  },
  'csr-make': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    writePem(cwd, 'key.pem', ['privateKey'], 'PRIVATE KEY');
    writeFileSync(join(cwd, 'template'), SUBJECT);
    const line = 'certtool --generate-request --load-privkey key.pem --template template --outder --outfile csr';
    return { line, output: 'csr' };
  },
  'csr-verify': (asked) => {
    if (isSm2(asked)) return SM2;
    return { line: 'certtool --crq-info --inder --infile csr', says: /Self signature: verified/ };
  },
  'crl-verify': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    writePem(cwd, 'crl.pem', ['crl'], 'X509 CRL');
    writePem(cwd, 'issuer.pem', ['issuer']);
    return { line: 'certtool --verify-crl --load-ca-certificate issuer.pem --infile crl.pem', says: /Verified/ };
  },
  'cms-verify': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    writePem(cwd, 'signer.pem', ['signer']);
    const data = asked.parameters.attached === 'yes' ? '' : ' --load-data content';
    return {
      line: `certtool --p7-verify --inder --load-certificate signer.pem${data} --infile cms`,
      says: /Signature status: ok/,
    };
  },
  'pkcs12-read': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    const password = readFileSync(join(cwd, 'password'), 'utf8');
    return { line: `certtool --p12-info --inder --password ${password} --infile pfx`, says: /BEGIN CERTIFICATE/ };
  },
  'pkcs12-write': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    const password = readFileSync(join(cwd, 'password'), 'utf8');
    writePem(cwd, 'key.pem', ['privateKey'], 'PRIVATE KEY');
    writePem(cwd, 'certificate.pem', ['certificate']);
    const cipher = asked.parameters.how === 'aes' ? 'aes-256' : '3des-pkcs12';
    const what = '--load-privkey key.pem --load-certificate certificate.pem --p12-name signing';
    const how = `--pkcs-cipher ${cipher} --password ${password}`;
    return { line: `certtool --to-p12 ${what} ${how} --outder --outfile pfx`, output: 'pfx' };
  },
  'path-validate': (asked, cwd) => {
    if (isSm2(asked)) return SM2;
    const { policies, explicitPolicy, clock } = asked.parameters;
    if (clock === 'yes') return NO_MOMENT;
    if (policies || explicitPolicy === 'yes') return 'GnuTLS does not validate policies';
    writePem(cwd, 'chain.pem', ['certificate', ...intermediatesOf(asked)]);
    writePem(cwd, 'root.pem', ['root']);
    return {
      line: 'certtool --verify --load-ca-certificate root.pem --infile chain.pem',
      says: /Chain verification output: Verified/,
    };
  },
};

export const gnutls: Outsider = { name: 'gnutls', kinds: kindsOf(recipes), prepare };

async function prepare(): Promise<Prepared> {
  if (!onPath('certtool')) return { skipped: 'certtool is not on the PATH' };
  const { stdout } = await runProgram('certtool', ['--version']);
  return { version: `GnuTLS ${stdout.split('\n')[0]}`, ask: (question) => askByCommands(question, recipes) };
}
