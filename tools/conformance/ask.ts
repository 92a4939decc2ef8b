/** Putting the cases of the subjects to ourselves and to one outsider after the other. */
import { mkdirSync } from 'node:fs';
import type { Case, Subject } from './case.ts';
import { judge, ownResult, type Result } from './judge.ts';
import { writeManifest } from './manifest.ts';
import type { Outsider } from './outsiders/outsider.ts';
import type { Row } from './table.ts';

export interface Posed {
  subject: string;
  asked: Case;
}

/** The cases of a subject, or the row that says why our own code could not make them. */
export function casesOf(subject: Subject): { cases: Posed[] } | { row: Row } {
  try {
    return { cases: subject.cases().map((asked) => ({ subject: subject.name, asked })) };
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      row: { outsider: 'ours', subject: subject.name, results: [{ name: 'making the cases', result: { failed } }] },
    };
  }
}

export function askOurselves(cases: readonly Posed[]): Promise<Row[]> {
  return bySubject('ours', cases, ({ asked }) => ownResult(asked));
}

/** `folder` gets what the outsider is shown. */
export async function askOutsider(
  outsider: Outsider,
  all: readonly Posed[],
  folder: string,
): Promise<{ rows: Row[]; version?: string }> {
  const cases = all.filter(({ asked }) => outsider.kinds.includes(asked.kind));
  if (cases.length === 0) return { rows: [] };
  const ready = await outsider.prepare();
  if ('skipped' in ready) return { rows: [rowOf(outsider, cases, { skipped: ready.skipped })] };
  if ('failed' in ready) return { rows: [rowOf(outsider, cases, { failed: ready.failed })] };
  mkdirSync(folder, { recursive: true });
  const id = ({ subject, asked }: Posed) => `${subject}: ${asked.name}`;
  const { version } = ready;
  try {
    const written = writeManifest(folder, new Map(cases.map((each) => [id(each), each.asked])));
    const answers = new Map((await ready.ask({ folder, cases: written })).map((answer) => [answer.id, answer]));
    const result = ({ asked }: Posed, name: string) => judge(asked, outsider.name, answers.get(name));
    return { rows: await bySubject(outsider.name, cases, (each) => result(each, id(each))), version };
  } catch (error) {
    return { rows: [rowOf(outsider, cases, { failed: String(error) })], version };
  }
}

async function bySubject(
  outsider: string,
  cases: readonly Posed[],
  resultOf: (each: Posed) => Promise<Result | undefined>,
): Promise<Row[]> {
  const rows = new Map<string, Row['results'][number][]>();
  for (const each of cases) {
    const result = await resultOf(each);
    if (result === undefined) continue;
    const results = rows.get(each.subject) ?? [];
    results.push({ name: each.asked.name, result });
    rows.set(each.subject, results);
  }
  return [...rows].map(([subject, results]) => ({ outsider, subject, results }));
}

function rowOf({ name }: Outsider, cases: readonly Posed[], result: Result): Row {
  return { outsider: name, subject: 'all', results: cases.map(({ asked }) => ({ name: asked.name, result })) };
}
