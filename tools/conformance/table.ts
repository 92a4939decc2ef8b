/** The table that is printed: who × what × result, one row each, and the line of totals. */
import type { Result } from './judge.ts';

export interface Row {
  outsider: string;
  subject: string;
  results: readonly { name: string; result: Result }[];
}

export interface Totals {
  passed: number;
  failed: number;
  /** What was not asked, and where an outsider is known to differ. */
  skipped: number;
}

export function formatTable(rows: readonly Row[]): string {
  const columns = ['outsider', 'subject'] as const;
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (...cells: string[]) =>
    cells.map((cell, index) => (index < 2 ? cell.padEnd(widths[index] ?? 0) : cell)).join('  ');
  return [line(...columns, 'result'), ...rows.map((row) => line(row.outsider, row.subject, summary(row)))].join('\n');
}

function summary({ results }: Row): string {
  const failed = results.flatMap(({ name, result }) => ('failed' in result ? [name] : []));
  const passed = results.filter(({ result }) => 'passed' in result).length;
  const differs = results.flatMap(({ result }) => ('differs' in result ? [result.differs] : []));
  const skipped = results.flatMap(({ result }) => ('skipped' in result ? [result.skipped] : []));
  const parts: string[] = [];
  if (failed.length > 0) {
    parts.push(`FAILED ${failed.length}: ${failed.slice(0, 4).join('; ')}${failed.length > 4 ? '; …' : ''}`);
  }
  if (passed > 0) parts.push(`passed ${passed}`);
  if (differs.length > 0) parts.push(`differs in ${differs.length}: ${distinct(differs)}`);
  if (skipped.length > 0) parts.push(`skipped ${skipped.length}: ${distinct(skipped)}`);
  return parts.join(', ');
}

const distinct = (reasons: readonly string[]): string => [...new Set(reasons)].join('; ');

export function totals(rows: readonly Pick<Row, 'results'>[]): Totals {
  const all = rows.flatMap((row) => row.results);
  const count = (kind: string) => all.filter(({ result }) => kind in result).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') + count('differs') };
}
