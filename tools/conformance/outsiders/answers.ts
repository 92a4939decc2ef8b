/** Reading what a checker prints: one JSON object a line. */
import type { Answer } from '../case.ts';
import { fromHex } from '../seed.ts';
import type { Ran } from '../run-program.ts';

interface Line {
  id: string;
  verdict: Answer['verdict'];
  detail?: string;
  outputs?: Record<string, string>;
}

export function readAnswers({ status, stdout, stderr }: Ran): Answer[] {
  if (status !== 0) throw new Error(`the checker ended with ${status}: ${stderr.trim().slice(-2000)}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { outputs = {}, ...said } = JSON.parse(line) as Line;
      const bytes = Object.entries(outputs).map(([name, hex]) => [name, fromHex(hex)] as const);
      return { ...said, outputs: Object.fromEntries(bytes) };
    });
}
