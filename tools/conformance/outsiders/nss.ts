/** NSS by its programs vfychain (path validation of libpkix), pk12util and certutil: RSA and ECDSA. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, runProgram } from '../run-program.ts';
import { askByCommands, type Command, intermediatesOf, kindsOf, type Recipes } from './command-line.ts';
import type { Outsider, Prepared } from './outsider.ts';

const recipes: Recipes = {
  'certificate-verify': (asked) => {
    if (asked.parameters.key === 'sm2') return 'NSS has no SM2';
    const usage = USAGES[asked.parameters.use ?? ''];
    if (usage === undefined) return `vfychain knows no use of ${asked.parameters.use}`;
    return vfychain(usage, '2606010000Z', ['certificate'], 'issuer');
  },
  'pkcs12-read': (asked, cwd) => {
    if (asked.parameters.key === 'sm2') return 'NSS has no SM2';
    const password = readFileSync(join(cwd, 'password'), 'utf8');
    return { line: `pk12util -l pfx -d ../nss-database -W ${password}`, says: /Key\(shrouded\)/ };
  },
  'path-validate': (asked) => {
    if (asked.parameters.key === 'sm2') return 'NSS has no SM2';
    const { at = '', policies = '', explicitPolicy, inhibitMapping, inhibitAny } = asked.parameters;
    if ([explicitPolicy, inhibitMapping, inhibitAny].includes('yes') || policies !== '') {
      return 'vfychain cannot be told the inputs of policies';
    }
    const moment = `${at.replaceAll(/[-:T]/g, '').slice(2, 12)}Z`;
    // A signing certificate without extended key usage is good for a TLS client.
    return vfychain(0, moment, ['certificate', ...intermediatesOf(asked)], 'root');
  },
};

const USAGES: Record<string, number> = { client: 0, server: 1, ocsp: 10, authority: 11 };

function vfychain(usage: number, moment: string, certificates: readonly string[], trusted: string): Command {
  return {
    line: `vfychain -d ../nss-database -pp -b ${moment} -u ${usage} ${certificates.join(' ')} -t ${trusted}`,
    says: /Chain is good/,
  };
}

export const nss: Outsider = { name: 'nss', kinds: kindsOf(recipes), prepare };

async function prepare(): Promise<Prepared> {
  const missing = ['vfychain', 'certutil', 'pk12util'].find((program) => !onPath(program));
  if (missing !== undefined) return { skipped: `${missing} is not on the PATH` };
  return {
    version: 'NSS (the programs do not say which)',
    ask: async (question) => {
      const database = join(question.folder, 'nss-database');
      mkdirSync(database);
      const made = await runProgram('certutil', ['-N', '-d', database, '--empty-password']);
      if (made.status !== 0) throw new Error(`certutil: ${made.stderr}`);
      return askByCommands(question, recipes);
    },
  };
}
