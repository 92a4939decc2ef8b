/**
 * The openssl program. What its commands cannot check with SM2 (`crl -verify`, `ocsp`, `cms` and `ts` cannot be told the
 * signer's id) is checked as a bare signature over the signed bytes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../case.ts';
import type { WrittenCase } from '../manifest.ts';
import { onPath, runProgram } from '../run-program.ts';
import type { Kind } from './kinds.ts';
import { commands } from './openssl-commands.ts';
import { checkSignature, takenApart } from './openssl-signed-bytes.ts';
import type { Outsider, Prepared } from './outsider.ts';

export const openssl: Outsider = {
  name: 'openssl',
  kinds: [...new Set([...Object.keys(commands), ...Object.keys(takenApart)])] as Kind[],
  prepare,
};

async function prepare(): Promise<Prepared> {
  if (!onPath('openssl')) return { skipped: 'openssl is not on the PATH' };
  const curves = await runProgram('openssl', ['ecparam', '-list_curves']);
  if (!curves.stdout.includes('SM2')) return { skipped: 'this openssl does not know SM2' };
  const { stdout } = await runProgram('openssl', ['version']);
  return {
    version: stdout.replace(/ \(.*/s, '').trim(),
    ask: async ({ folder, cases }) => {
      const answers: Answer[] = [];
      const waiting = [...cases];
      const worker = async () => {
        for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
          answers.push({ id: each.id, ...(await answer(folder, each)) });
        }
      };
      await Promise.all([worker(), worker()]);
      return answers;
    },
  };
}

async function answer(folder: string, asked: WrittenCase): Promise<Omit<Answer, 'id'>> {
  const [first] = Object.values(asked.files);
  const cwd = join(folder, first?.split('/')[0] ?? '');
  try {
    const command = commands[asked.kind]?.(asked, cwd);
    if (command === undefined) {
      const take = asked.parameters.key === 'sm2' ? takenApart[asked.kind] : undefined;
      if (take) return await checkSignature(take, cwd);
      return { verdict: 'unsupported', detail: `no ${[asked.kind, ...Object.values(asked.parameters)].join(' ')}` };
    }
    const { status, stdout, stderr } = await runProgram('openssl', command.line.split(' '), { cwd });
    const text = `${stdout}${stderr}`.trim();
    if (status !== 0 || (command.says && !command.says.test(text)))
      return { verdict: 'reject', detail: text.slice(0, 400) };
    if (!command.output) return { verdict: 'accept' };
    return {
      verdict: 'accept',
      outputs: { [command.output]: new Uint8Array(readFileSync(join(cwd, command.output))) },
    };
  } catch (error) {
    return { verdict: 'reject', detail: String(error) };
  }
}
