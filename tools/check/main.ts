/** `npm run check`: types, lint, format and layers side by side; one line each, and what a failed one said. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const PRETTY = process.stdout.isTTY ? ['--pretty'] : [];

const TASKS: { name: string; args: string[] }[] = [
  { name: 'types, servers and tools', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', ...PRETTY] },
  { name: 'types, browsers', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.web.json', ...PRETTY] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'format', args: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'] },
  { name: 'layers', args: ['tools/check/check-layers.ts'] },
  {
    name: 'unused files and dependencies',
    args: ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'],
  },
];

async function run(args: string[]): Promise<{ ok: boolean; output: string; seconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const ok = await new Promise<boolean>((settle) => {
    child.once('error', (error) => {
      output.push(String(error));
      settle(false);
    });
    child.once('close', (code) => settle(code === 0));
  });
  return { ok, output: output.join('').trim(), seconds: (performance.now() - started) / 1000 };
}

const started = performance.now();
const waiting = [...TASKS];
const failed: string[] = [];
async function worker(): Promise<void> {
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
    const { ok, output, seconds } = await run(task.args);
    process.stdout.write(`${ok ? '✔' : '✖'} ${task.name} (${seconds.toFixed(1)} s)\n`);
    if (!ok) failed.push(`\n── ${task.name}\n${output}\n`);
  }
}
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
for (const report of failed) process.stdout.write(report);
process.stdout.write(
  `${failed.length ? `check failed: ${failed.length} of ${TASKS.length}` : `check passed: ${TASKS.length} of ${TASKS.length}`} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
);
process.exitCode = failed.length ? 1 : 0;
