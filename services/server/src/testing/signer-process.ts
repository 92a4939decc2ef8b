/** The signer as a process of its own, on a database and a socket of its own: what keys and certificates are tested against. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SignerClient } from '@qianyin/signer/interface';
import { temporaryDatabase } from '@qianyin/testkit';

const MAIN = fileURLToPath(import.meta.resolve('@qianyin/signer'));

export interface SignerProcess extends AsyncDisposable {
  client: SignerClient;
  /** Ends it without warning and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same database. */
  restart(): Promise<void>;
}

/** Close with `await using`. */
export async function startSigner({ publicUrl = 'http://127.0.0.1:8700' } = {}): Promise<SignerProcess> {
  const database = await temporaryDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-signer-'));
  chmodSync(folder, 0o700);
  const access = { socketPath: join(folder, 's.sock'), token: randomBytes(32).toString('base64url') };
  const path = join(folder, 'signer.json');
  const config = {
    ...access,
    dataDir: folder,
    masterKeyPath: join(folder, 'master.key'),
    databaseUrl: await database.urlAs('qy_signer'),
    logLevel: 'info',
    publicUrl,
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  const client = new SignerClient(access);
  let running = await launch(path);
  return {
    client,
    kill: () => running.kill(),
    async restart() {
      running = await launch(path);
    },
    async [Symbol.asyncDispose]() {
      client.close();
      await running.kill();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when it listens. */
function launch(path: string): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, [MAIN, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, QY_PARENT_PID: String(process.pid) },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"listening"')) resolve({ kill });
    });
    void ended.then(() => reject(new Error('the signer ended before it listened')));
  });
}
