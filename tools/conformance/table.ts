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
  const { passed, failed, skipped } = totals([{ results }]);
  const parts: string[] = [];
  if (failed > 0) {
    const names = results.filter(({ result }) => 'failed' in result).map(({ name }) => name);
    parts.push(`FAILED ${failed}: ${names.slice(0, 4).join('; ')}${names.length > 4 ? '; …' : ''}`);
  }
  if (passed > 0) parts.push(`passed ${passed}`);
  if (skipped > 0) {
    const reasons = new Set(results.flatMap(({ result }) => ('skipped' in result ? [result.skipped] : [])));
    parts.push(`skipped ${skipped}: ${[...reasons].join('; ')}`);
  }
  return parts.join(', ');
}

export function totals(rows: readonly Pick<Row, 'results'>[]): Totals {
  const all = rows.flatMap((row) => row.results);
  const count = (kind: string) => all.filter(({ result }) => kind in result).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
