/**
 * `npm run conformance [-- NAME…] [--keep FOLDER]`: packages gm and pki judged by programs that nobody here wrote, in both
 * directions. NAME keeps the outsiders and subjects of that name; `--keep` leaves the questions there, to ask a program
 * by hand. Exit 1 when something failed; what is not on the machine is skipped, with the reason.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Case, Subject } from './case.ts';
import { judge, ownResult } from './judge.ts';
import { writeManifest } from './manifest.ts';
import { OUTSIDERS } from './outsiders/index.ts';
import type { Outsider } from './outsiders/outsider.ts';
import { endPrograms } from './run-program.ts';
import { SUBJECTS } from './subjects/index.ts';
import { formatTable, type Row, totals } from './table.ts';

const { values, positionals } = parseArgs({ options: { keep: { type: 'string' } }, allowPositionals: true });
const chosen = <T extends { name: string }>(all: readonly T[]): readonly T[] => {
  const named = all.filter(({ name }) => positionals.includes(name));
  return named.length > 0 ? named : all;
};

const known = [...OUTSIDERS, ...SUBJECTS].map(({ name }) => name);
const unknown = positionals.find((name) => !known.includes(name));
if (unknown === undefined) {
  process.exitCode = await run();
} else {
  process.stderr.write(`There is no outsider or subject ${unknown}: choose from ${known.join(', ')}.\n`);
  process.exitCode = 1;
}

async function run(): Promise<number> {
  const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'qianyin-conformance-')) : resolve(values.keep);
  const clean = () => values.keep === undefined && rmSync(folder, { recursive: true, force: true });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      endPrograms();
      clean();
      process.exit(1);
    });
  }
  try {
    const cases = chosen(SUBJECTS).flatMap((subject) => subject.cases().map((asked) => ({ subject, asked })));
    const rows: Row[] = await ownRows(cases);
    const versions: string[] = [];
    for (const outsider of chosen(OUTSIDERS)) {
      const said = await askOutsider(outsider, cases, join(folder, outsider.name));
      rows.push(...said.rows);
      if (said.version !== undefined) versions.push(`${outsider.name}: ${said.version}`);
    }
    process.stdout.write(`${formatTable(rows)}\n\n${versions.join('\n')}\n`);
    for (const { outsider, subject, results } of rows) {
      for (const { name, result } of results) {
        if ('failed' in result) process.stdout.write(`\n✖ ${outsider} × ${subject}: ${name}\n  ${result.failed}\n`);
      }
    }
    const { passed, failed, skipped } = totals(rows);
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return failed > 0 ? 1 : 0;
  } finally {
    clean();
  }
}

type Posed = { subject: Subject; asked: Case };

function ownRows(cases: readonly Posed[]): Promise<Row[]> {
  return bySubject('ours', cases, ({ asked }) => ownResult(asked));
}

async function askOutsider(outsider: Outsider, all: readonly Posed[], folder: string) {
  const cases = all.filter(({ asked }) => outsider.kinds.includes(asked.kind));
  if (cases.length === 0) return { rows: [] };
  const ready = await outsider.prepare();
  if ('skipped' in ready) return { rows: [rowOf(outsider, cases, { skipped: ready.skipped })] };
  if ('failed' in ready) return { rows: [rowOf(outsider, cases, { failed: ready.failed })] };
  mkdirSync(folder, { recursive: true });
  const id = ({ subject, asked }: Posed) => `${subject.name}: ${asked.name}`;
  const written = writeManifest(folder, new Map(cases.map((each) => [id(each), each.asked])));
  try {
    const answers = new Map((await ready.ask({ folder, cases: written })).map((answer) => [answer.id, answer]));
    const rows = await bySubject(outsider.name, cases, (each) =>
      judge(each.asked, outsider.name, answers.get(id(each))),
    );
    return { rows, version: ready.version };
  } catch (error) {
    return { rows: [rowOf(outsider, cases, { failed: String(error) })], version: ready.version };
  }
}

async function bySubject(
  outsider: string,
  cases: readonly Posed[],
  result: (each: Posed) => Promise<Row['results'][number]['result'] | undefined>,
): Promise<Row[]> {
  const rows = new Map<string, Row['results'][number][]>();
  for (const each of cases) {
    const said = await result(each);
    if (said === undefined) continue;
    const results = rows.get(each.subject.name) ?? [];
    results.push({ name: each.asked.name, result: said });
    rows.set(each.subject.name, results);
  }
  return [...rows].map(([subject, results]) => ({ outsider, subject, results }));
}

const rowOf = (outsider: Outsider, cases: readonly Posed[], result: Row['results'][number]['result']): Row => ({
  outsider: outsider.name,
  subject: 'all',
  results: cases.map(({ asked }) => ({ name: asked.name, result })),
});
