/**
 * `npm run conformance [-- NAME…] [--keep FOLDER]`: packages gm and pki judged by programs that nobody here wrote, in both
 * directions. NAME keeps the outsiders and subjects of that name; `--keep` leaves the questions there, to ask a program
 * by hand. Exit 1 when something failed; what is not on the machine is skipped, with the reason.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { askOurselves, askOutsider, casesOf, type Posed } from './ask.ts';
import { OUTSIDERS } from './outsiders/index.ts';
import { endPrograms } from './run-program.ts';
import { SUBJECTS } from './subjects/index.ts';
import { formatTable, type Row, totals } from './table.ts';

const { values, positionals } = parseArgs({ options: { keep: { type: 'string' } }, allowPositionals: true });

const known = [...OUTSIDERS, ...SUBJECTS].map(({ name }) => name);
const unknown = positionals.find((name) => !known.includes(name));
if (unknown === undefined) {
  process.exitCode = await main();
} else {
  process.stderr.write(`There is no outsider or subject ${unknown}: choose from ${known.join(', ')}.\n`);
  process.exitCode = 1;
}

/** Those that were named; all when none of them was. */
function chosen<T extends { name: string }>(all: readonly T[]): readonly T[] {
  const named = all.filter(({ name }) => positionals.includes(name));
  return named.length > 0 ? named : all;
}

async function main(): Promise<number> {
  const { keep } = values;
  const folder = keep === undefined ? mkdtempSync(join(tmpdir(), 'qianyin-conformance-')) : resolve(keep);
  const clean = () => {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      endPrograms();
      clean();
      process.exit(1);
    });
  }
  try {
    const { rows, versions } = await run(folder);
    process.stdout.write(`${formatTable(rows)}\n\n${versions.map((line) => `${line}\n`).join('')}`);
    process.stdout.write(failuresOf(rows));
    const { passed, failed, skipped } = totals(rows);
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return failed > 0 ? 1 : 0;
  } finally {
    clean();
  }
}

async function run(folder: string): Promise<{ rows: Row[]; versions: string[] }> {
  const rows: Row[] = [];
  const cases: Posed[] = [];
  for (const subject of chosen(SUBJECTS)) {
    const made = casesOf(subject);
    if ('row' in made) rows.push(made.row);
    else cases.push(...made.cases);
  }
  rows.push(...(await askOurselves(cases)));
  const versions: string[] = [];
  for (const outsider of chosen(OUTSIDERS)) {
    const said = await askOutsider(outsider, cases, join(folder, outsider.name));
    rows.push(...said.rows);
    if (said.version !== undefined) versions.push(`${outsider.name}: ${said.version}`);
  }
  return { rows, versions };
}

function failuresOf(rows: readonly Row[]): string {
  const failures = rows.flatMap(({ outsider, subject, results }) =>
    results.flatMap(({ name, result }) =>
      'failed' in result ? [`\n✖ ${outsider} × ${subject}: ${name}\n  ${result.failed}\n`] : [],
    ),
  );
  const most = 40;
  const more = failures.length > most ? [`\n… and ${failures.length - most} more\n`] : [];
  return [...failures.slice(0, most), ...more].join('');
}
