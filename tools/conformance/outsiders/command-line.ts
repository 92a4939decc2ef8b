/** Outsiders that are programs with a command line: a recipe a kind, run in the folder of the case. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pemEncode } from '@qianyin/pki';
import type { Answer } from '../case.ts';
import type { WrittenCase } from '../manifest.ts';
import { runProgram } from '../run-program.ts';
import type { Kind } from './kinds.ts';
import type { Question } from './outsider.ts';

export interface Command {
  /** The command line with the program in front, words parted by single spaces. */
  line: string;
  /** What must stand in its text besides an exit status of 0. */
  says?: RegExp;
  /** The file that it writes. */
  output?: string;
}

/** Makes the command for a case whose files lie in `cwd`; a text instead says why this program has none. */
export type Recipe = (asked: WrittenCase, cwd: string) => Command | string;
export type Recipes = Partial<Record<Kind, Recipe>>;

export const kindsOf = (recipes: Recipes): Kind[] => Object.keys(recipes) as Kind[];

/** Two at a time; each case in its folder. */
export async function askByCommands({ folder, cases }: Question, recipes: Recipes): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = [...cases];
  const worker = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const [first] = Object.values(each.files);
      const cwd = join(folder, first?.split('/')[0] ?? '');
      answers.push({ id: each.id, ...(await answer(each, cwd, recipes)) });
    }
  };
  await Promise.all([worker(), worker()]);
  return answers;
}

async function answer(asked: WrittenCase, cwd: string, recipes: Recipes): Promise<Omit<Answer, 'id'>> {
  try {
    const command = recipes[asked.kind]?.(asked, cwd) ?? `no ${asked.kind}`;
    if (typeof command === 'string') return { verdict: 'unsupported', detail: command };
    const [program = '', ...args] = command.line.split(' ');
    const { status, stdout, stderr } = await runProgram(program, args, { cwd });
    const text = `${stdout}${stderr}`.trim();
    const { says, output } = command;
    if (status !== 0 || (says && !says.test(text))) return { verdict: 'reject', detail: text.slice(-600) };
    return { verdict: 'accept', outputs: output ? { [output]: new Uint8Array(readFileSync(join(cwd, output))) } : {} };
  } catch (error) {
    return { verdict: 'reject', detail: String(error) };
  }
}

/** Writes files of the case as one PEM file, for options that read nothing else. */
export function writePem(
  cwd: string,
  target: string,
  names: readonly string[],
  label: Parameters<typeof pemEncode>[0] = 'CERTIFICATE',
): void {
  writeFileSync(join(cwd, target), names.map((name) => pemEncode(label, readFileSync(join(cwd, name)))).join(''));
}

/** `intermediate-0`, `intermediate-1` … of a path. */
export const intermediatesOf = ({ files }: WrittenCase): string[] =>
  Object.keys(files).filter((name) => name.startsWith('intermediate-'));
