/** No file leads back to itself, type imports counted. Each knot is reported once, at its first file. */
import type { Finding } from '../finding.ts';
import type { Tree } from '../tree.ts';

export function cycleRule({ files }: Tree): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const trail: string[] = [];
  const findings: Finding[] = [];

  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || finished.has(path)) return;
    trail.push(path);
    for (const { targets, line } of file.imports) {
      for (const target of targets) {
        const start = trail.indexOf(target);
        if (start < 0) visit(target);
        else {
          const circle = [...trail.slice(start), target].map((each) => each.split('/').slice(-2).join('/'));
          findings.push({ path, line, rule: 'cycle', message: circle.join(' → ') });
        }
      }
    }
    trail.pop();
    finished.add(path);
  };
  for (const { path } of files) visit(path);
  return findings;
}
