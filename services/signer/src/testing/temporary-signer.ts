/** A signer for tests: real database, real socket, in this process or as a process of its own that can be killed. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { temporaryDatabase } from '@qianyin/testkit';
import type { TemporaryDatabase } from '@qianyin/testkit';
import { pino } from 'pino';
import { startSigner } from '../compose.ts';
import type { RunningSigner } from '../compose.ts';
import type { Config } from '../config.ts';
import { SignerClient } from '../interface/index.ts';
import type { Limits } from '../limits.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

export interface Ground extends AsyncDisposable {
  config: Config;
  database: TemporaryDatabase;
  client: SignerClient;
}

/** Database, folder, configuration and client: everything but the running signer. */
export async function ground(limits: Partial<Limits> = {}): Promise<Ground> {
  const database = await temporaryDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-signer-'));
  chmodSync(folder, 0o700);
  const config: Config = {
    dataDir: folder,
    socketPath: join(folder, 'run', 's.sock'),
    databaseUrl: await database.urlAs('qy_signer'),
    token: randomBytes(32).toString('base64url'),
    masterKeyPath: join(folder, 'master.key'),
    logLevel: 'silent',
    publicUrl: 'https://qianyin.test',
    limits: { ...DEFAULT_LIMITS, ...limits },
  };
  const client = new SignerClient(config);
  return {
    config,
    database,
    client,
    [Symbol.asyncDispose]: async () => {
      client.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface TestSigner extends Ground, RunningSigner {}

/** A signer in this process. */
export async function temporarySigner(
  options: { clock?: () => Date; limits?: Partial<Limits> } = {},
): Promise<TestSigner> {
  const base = await ground(options.limits);
  const log = pino({ level: 'silent' });
  const running = await startSigner({ config: base.config, log, ...(options.clock && { clock: options.clock }) });
  return {
    ...base,
    ...running,
    [Symbol.asyncDispose]: async () => {
      base.client.close();
      await running.close();
      await base[Symbol.asyncDispose]();
    },
  };
}

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface SignerProcess {
  child: ChildProcess;
  /** The first log line that says so. Rejects with what was written to standard error when it ends before. */
  listening: Promise<void>;
  /** Ends it without warning and waits until it is gone. */
  kill: () => Promise<void>;
  exited: Promise<{ code: number | null; stderr: string }>;
}

/** Starts the real program. */
export function spawnSigner(config: Config, env: NodeJS.ProcessEnv = {}): SignerProcess {
  const path = join(config.dataDir, 'signer.json');
  writeFileSync(path, JSON.stringify({ ...config, logLevel: 'info' }), { mode: 0o600 });
  const child = spawn(process.execPath, [MAIN, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exited = once(child, 'close').then(([code]) => ({ code: code as number | null, stderr }));
  const listening = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"listening"')) resolve();
    });
    exited.then((end) => reject(new Error(`signer ended: ${end.stderr}`)), reject);
  });
  // Who does not ask for it does not want to be told.
  listening.catch(() => undefined);
  return {
    child,
    listening,
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
