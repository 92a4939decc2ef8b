import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startService } from './service.ts';

const folder = mkdtempSync(join(tmpdir(), 'qianyin-service-'));
after(() => rmSync(folder, { recursive: true }));

/** A service that says it is ready by a file, and ends as its script says. */
function options(name: string, script: string, log: (line: string) => void = () => undefined) {
  const ready = join(folder, `${name}.ready`);
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `import fs from 'node:fs'; const ready = ${JSON.stringify(ready)};\n${script}`);
  return {
    name,
    args: [file],
    cwd: folder,
    logFile: join(folder, `${name}.log`),
    healthy: async () => existsSync(ready),
    longestPauseMs: 1000,
    log,
  };
}

const LASTING = `fs.writeFileSync(ready, ''); setInterval(() => {}, 1000);`;

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i++) await sleep(25);
  assert.ok(condition());
}

test('a service that dies is started again and the log says so', async () => {
  const lines: string[] = [];
  const service = await startService(options('crash', LASTING, (line) => lines.push(line)));
  const first = service.pid();
  assert.ok(first);
  process.kill(first, 'SIGKILL');
  await until(() => service.pid() !== undefined && service.pid() !== first);
  assert.match(lines.join('\n'), /crash ended \(SIGKILL\), starting it again/);
  await service.stop();
  assert.equal(service.pid(), undefined);
});

test('a service that ends before it answers fails the start with its last words', async () => {
  await assert.rejects(startService(options('refuses', `console.error('the setting x is wrong'); process.exit(1)`)), {
    code: 'system/process-failed',
    message: /the setting x is wrong/,
  });
});

test('a service is asked to stop, and not started again', async () => {
  const said = join(folder, 'polite.said');
  const service = await startService(
    options(
      'polite',
      `process.on('SIGTERM', () => { fs.writeFileSync(${JSON.stringify(said)}, 'bye'); process.exit() }); ${LASTING}`,
    ),
  );
  await service.stop();
  assert.equal(readFileSync(said, 'utf8'), 'bye');
  assert.equal(service.pid(), undefined);
});
