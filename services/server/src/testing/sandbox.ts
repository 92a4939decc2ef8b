/** The providers' sandbox as a process of its own, on a free port, with fresh keys: what adapters are tested against. */
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AlipayConfig } from '../domains/payments/adapters/alipay.ts';

const MAIN = fileURLToPath(new URL('../../../sandbox/src/main.ts', import.meta.url));
const PEM = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  modulusLength: 2048,
} as const;

export interface Sandbox extends AsyncDisposable {
  url: string;
  bankCard: { endpoint: string; secretId: string; secretKey: string };
  alipay: AlipayConfig;
  /** Signs as Alipay does. */
  alipayPrivateKey: string;
}

/** Close with `await using`. `notifyUrl` is where payments are announced. */
export async function startSandbox({ notifyUrl = 'http://127.0.0.1:9/notify/alipay' } = {}): Promise<Sandbox> {
  const app = generateKeyPairSync('rsa', PEM);
  const alipay = generateKeyPairSync('rsa', PEM);
  const appId = '2021000000000001';
  const tencent = { secretId: 'AKIDexample', secretKey: 'secret-of-the-test' };
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-sandbox-'));
  const path = join(folder, 'config.json');
  writeFileSync(
    path,
    JSON.stringify({
      port: 0,
      alipay: { appId, appPublicKey: app.publicKey, sandboxPrivateKey: alipay.privateKey },
      tencent,
    }),
    { mode: 0o600 },
  );
  const child = spawn(process.execPath, [MAIN, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, QY_PARENT_PID: String(process.pid) },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await listeningAt(child.stdout);
  return {
    url,
    bankCard: { endpoint: url, ...tencent },
    alipay: {
      gateway: `${url}/gateway.do`,
      appId,
      privateKey: app.privateKey,
      alipayPublicKey: alipay.publicKey,
      notifyUrl,
    },
    alipayPrivateKey: alipay.privateKey,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listeningAt(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /listening at (http:\/\/[\d.:]+)/i.exec(line)?.[1];
    if (url !== undefined) {
      output.resume();
      return url;
    }
  }
  throw new Error('the sandbox ended before it listened');
}
