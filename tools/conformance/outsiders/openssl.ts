/**
 * The openssl program. What its commands cannot check with SM2 (`crl -verify` exits 0 on a bad signature; `ocsp`, `cms`
 * and `ts` cannot be told the signer's id) is taken apart here and checked as a bare signature over the signed bytes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../case.ts';
import type { WrittenCase } from '../manifest.ts';
import { onPath, runProgram } from '../run-program.ts';
import { checkSignature, type Command, commands } from './openssl-commands.ts';
import type { Kind } from './kinds.ts';
import type { Outsider, Prepared } from './outsider.ts';

export const openssl: Outsider = {
  name: 'openssl',
  kinds: [...Object.keys(commands), 'crl-verify', 'ocsp-verify', 'cms-verify'] as Kind[],
  prepare,
};

async function prepare(): Promise<Prepared> {
  if (!onPath('openssl')) return { skipped: 'openssl is not on the PATH' };
  const curves = await runProgram('openssl', ['ecparam', '-list_curves']);
  if (!curves.stdout.includes('SM2')) return { skipped: 'this openssl does not know SM2' };
  const { stdout } = await runProgram('openssl', ['version']);
  return {
    version: stdout.trim(),
    ask: async ({ folder, cases }) => {
      const answers: Answer[] = [];
      for (const each of cases) answers.push(await answer(folder, each));
      return answers;
    },
  };
}

async function answer(folder: string, asked: WrittenCase): Promise<Answer> {
  const [first] = Object.values(asked.files);
  const cwd = join(folder, first?.split('/')[0] ?? '');
  const command = commands[asked.kind as keyof typeof commands] as Command | undefined;
  try {
    if (command === undefined) return { id: asked.id, ...(await checkSignature(cwd, asked)) };
    const args = command.args(asked, cwd);
    if (args === undefined) return { id: asked.id, verdict: 'unsupported', detail: `no ${describe(asked)}` };
    const ran = await runProgram('openssl', args, { cwd });
    const text = `${ran.stdout}${ran.stderr}`.trim();
    if (ran.status !== 0 || (command.says && !command.says.test(text))) {
      return { id: asked.id, verdict: 'reject', detail: text.slice(0, 400) };
    }
    const out = command.output;
    return {
      id: asked.id,
      verdict: 'accept',
      outputs: out ? { [out]: new Uint8Array(readFileSync(join(cwd, out))) } : {},
    };
  } catch (error) {
    return { id: asked.id, verdict: 'reject', detail: String(error) };
  }
}

const describe = ({ kind, parameters }: WrittenCase): string => [kind, ...Object.values(parameters)].join(' ');
