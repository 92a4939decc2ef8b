/**
 * Memory of the services at rest, ten seconds after the start; PostgreSQL apart. Linux only. Resident (VmRSS) counts
 * the program's own pages once for each process; together (Pss) counts them once, as the machine does.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSystem } from '../system/index.ts';
import { type Figure, rounded } from './figure.ts';

const REST_MS = 10_000;
const PARTS = ['server', 'signer', 'exchange', 'sandbox'] as const;

export async function measureMemory(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qianyin-bench-'));
  const system = await startSystem({ dataDir, port: 0, exchangePort: 0, log: () => undefined });
  try {
    await sleep(REST_MS);
    const measured = PARTS.map((part) => ({ part, ...memoryOf(system.pid(part) ?? 0) }));
    const zone = measured.filter(({ part }) => part !== 'sandbox');
    const total = (key: 'resident' | 'share') => rounded(zone.reduce((sum, each) => sum + each[key], 0));
    return [
      ...measured.map(
        ({ part, resident }): Figure => ({ name: `${part}, resident`, value: rounded(resident), unit: 'MB' }),
      ),
      { name: 'server + signer + exchange, resident', value: total('resident'), unit: 'MB' },
      { name: 'server + signer + exchange, together', value: total('share'), unit: 'MB', goal: 300 },
    ];
  } finally {
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function memoryOf(pid: number): { resident: number; share: number } {
  const megabytes = (file: string, field: string) => {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(
      readFileSync(`/proc/${pid}/${file}`, 'utf8'),
    )?.[1];
    return (Number(kilobytes ?? 0) * 1024) / 1e6;
  };
  return { resident: megabytes('status', 'VmRSS'), share: megabytes('smaps_rollup', 'Pss') };
}
