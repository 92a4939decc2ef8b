/** GnuTLS by its program certtool: RSA and ECDSA. Policies are none of its business. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenCase } from '../manifest.ts';
import { onPath, runProgram } from '../run-program.ts';
import { askByCommands, intermediatesOf, kindsOf, type Recipes, writePem } from './command-line.ts';
import type { Outsider, Prepared } from './outsider.ts';

const NO_MOMENT = 'certtool cannot be told the moment';
const SM2 = 'GnuTLS has no SM2';
const isSm2 = ({ parameters }: WrittenCase): boolean => parameters.key === 'sm2';

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
