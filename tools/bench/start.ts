/** Seconds from `npm start`'s own command to the addresses on the screen: on an empty data folder, then again. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Figure, rounded } from './figure.ts';
import { freePort } from './free-port.ts';

const root = resolve(import.meta.dirname, '../..');

export async function measureStart(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qianyin-bench-'));
  try {
    const environment = { QY_DATA_DIR: dataDir, QY_PORT: await freePort(), QY_EXCHANGE_PORT: await freePort() };
    const first = await secondsToReady(environment);
    const warm = await secondsToReady(environment);
    return [
      { name: 'first start, installed', value: rounded(first), unit: 's' },
      { name: 'warm start', value: rounded(warm), unit: 's', goal: 5 },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function secondsToReady(environment: Record<string, string>): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['tools/bootstrap.mjs', 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: '', ...environment },
  });
  const ended = new Promise<void>((settle) => {
    child.once('close', () => settle());
  });
  const ready = new Promise<number>((settle) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('press Ctrl-C')) settle((performance.now() - began) / 1000);
    });
  });
  const seconds = await Promise.race([ready, ended]);
  child.kill('SIGINT');
  await ended;
  if (seconds === undefined) throw new Error('The system did not start.');
  return seconds;
}
