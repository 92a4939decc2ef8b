/** A sandbox for tests: on a free port, with keys of its own, and Alipay's SDK as the app that talks to it. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlipaySdk } from 'alipay-sdk';
import { pino } from 'pino';
import type { SandboxConfig } from './config.ts';
import { buildSandbox } from './sandbox.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = { private: { type: 'pkcs8', format: 'pem' }, public: { type: 'spki', format: 'pem' } } as const;
const app = pair();
const own = pair();

export const config: SandboxConfig = {
  host: '127.0.0.1',
  port: 0,
  alipay: {
    appId: '2021000000000001',
    appPublicKey: app.publicKey.export(pem.public).toString(),
    sandboxPrivateKey: own.privateKey.export(pem.private).toString(),
  },
  tencent: { secretId: 'AKIDtest', secretKey: 'key-of-the-test' },
  logLevel: 'silent',
};

/**
 * Starts a sandbox. Its clock stands at the moment of the start, since the SDK stamps its requests with the real time and
 * a gateway refuses old ones; it is moved by assigning `time.at`.
 */
export async function startSandbox(
  dataDir?: string,
  { noticeDelays = [5, 5, 5, 5], at = new Date() }: { noticeDelays?: number[]; at?: Date } = {},
) {
  const time = { at };
  const full = { ...config, ...(dataDir === undefined ? {} : { dataDir }) };
  const server = await buildSandbox(full, { clock: () => time.at, log: pino({ level: 'silent' }), noticeDelays });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { url, time, close: () => server.close() };
}

/** Alipay's own SDK, pointed at the sandbox. */
export function alipaySdk(url: string, appId = config.alipay.appId): AlipaySdk {
  return new AlipaySdk({
    appId,
    privateKey: app.privateKey.export(pem.private).toString(),
    keyType: 'PKCS8',
    alipayPublicKey: own.publicKey.export(pem.public).toString(),
    gateway: `${url}/gateway.do`,
  });
}

/** A moment as Alipay writes it: to the second, in Beijing. */
export function alipayTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** An app's notify_url: collects notices; answers what the test says, `success` when it says no more. */
export async function startNotifyUrl(answers: string[]) {
  const notices: Record<string, string>[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    notices.push(Object.fromEntries(new URLSearchParams(body)));
    response.end(answers.shift() ?? 'success');
    for (const wait of waiting) if (notices.length >= wait.count) wait.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`,
    notices,
    /** Resolves when this many notices have come. */
    came: (count: number) =>
      new Promise<void>((resolve) => {
        if (notices.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
