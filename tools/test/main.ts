/**
 * `npm test [-- PART…]`: every `*.test.ts`, each file in a process of its own, against one PostgreSQL started for the run.
 * PART keeps the files whose path contains it; `--verbose` names every test.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgres } from '@qianyin/postgres';

const root = join(import.meta.dirname, '../..');

/** Several times what a run takes. A test that fails may leave its servers open, and nobody would ever end them. */
const LIMIT_MS = 40 * 60_000;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { verbose: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const files = testFiles(positionals);
  if (files.length === 0) {
    process.stderr.write('No test file matches.\n');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-tests-'));
  let server: PostgresServer | undefined;
  try {
    server = await startPostgres({
      dataDir: join(folder, 'postgres'),
      socketDir: join(folder, 'run'),
      logFile: join(folder, 'postgres.log'),
      durable: false,
      settings: { max_connections: '300' },
    });
    return await runTests(files, server.socketDir, values.verbose);
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function testFiles(parts: string[]): string[] {
  const found = globSync('{packages,services,apps,tools,tests}/**/*.test.ts', {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  });
  // The longest first: whole-system stories must not begin when everything else has ended.
  const weight = (path: string) => (path.startsWith('tests/') ? 0 : path.startsWith('tools/') ? 1 : 2);
  return found
    .filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
    .toSorted((a, b) => weight(a) - weight(b) || a.localeCompare(b));
}

async function runTests(files: string[], socketDir: string, verbose: boolean): Promise<number> {
  const reporter = verbose ? 'spec' : join(import.meta.dirname, 'quiet-reporter.ts');
  const inherited = Object.entries(process.env).filter(([name]) => !/^(QY_|DATABASE_URL$|NODE_TEST)/.test(name));
  // Not --test-force-exit: a file that imports others as it runs would end before their tests are known.
  const child = spawn(
    process.execPath,
    ['--test', '--test-concurrency=2', '--test-timeout=600000', `--test-reporter=${reporter}`, ...files],
    { cwd: root, stdio: 'inherit', env: { ...Object.fromEntries(inherited), QY_TEST_POSTGRES: socketDir } },
  );
  const parent = Number(process.env.QY_PARENT_PID ?? process.ppid);
  const watch = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const limit = setTimeout(() => {
    process.stderr.write('The run does not end: a test, perhaps one that failed, has left something open.\n');
    child.kill('SIGTERM');
  }, LIMIT_MS);
  const code = await new Promise<number>((settle) => {
    child.once('exit', (status) => settle(status ?? 1));
  });
  clearTimeout(limit);
  clearInterval(watch);
  return code;
}

process.exitCode = await main();
