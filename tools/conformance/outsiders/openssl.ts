/** The openssl program, 3.0 or later. */
import { onPath, runProgram } from '../run-program.ts';
import { askByCommands, kindsOf } from './command-line.ts';
import { opensslRecipes } from './openssl-commands.ts';
import type { Outsider, Prepared } from './outsider.ts';

export const openssl: Outsider = { name: 'openssl', kinds: kindsOf(opensslRecipes), prepare };

async function prepare(): Promise<Prepared> {
  if (!onPath('openssl')) return { skipped: 'openssl is not on the PATH' };
  const curves = await runProgram('openssl', ['ecparam', '-list_curves']);
  if (!curves.stdout.includes('SM2')) return { skipped: 'this openssl does not know SM2' };
  const { stdout } = await runProgram('openssl', ['version']);
  return { version: stdout.replace(/ \(.*/s, '').trim(), ask: (question) => askByCommands(question, opensslRecipes) };
}
