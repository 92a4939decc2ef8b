import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { ensureLanIdentity } from './lan.ts';

const folder = mkdtempSync(join(tmpdir(), 'qianyin-lan-'));
after(() => rmSync(folder, { recursive: true }));
const now = new Date();

test('our own services trust the certificate, by address, and nobody else can read its key', async () => {
  const { keyFile, certFile } = await ensureLanIdentity(join(folder, 'a'), ['192.168.1.7'], now);
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, (_, response) =>
    response.end('ok'),
  );
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle);
  });
  try {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const ask = (environment: object) =>
      promisify(execFile)(
        process.execPath,
        ['-e', `fetch(${JSON.stringify(url)}).then((r) => r.text()).then(console.log)`],
        {
          env: { ...process.env, ...environment },
        },
      );
    assert.equal((await ask({ NODE_EXTRA_CA_CERTS: certFile })).stdout, 'ok\n');
    await assert.rejects(ask({ NODE_EXTRA_CA_CERTS: '' }), /SELF_SIGNED|self-signed/);
  } finally {
    server.close();
  }
  assert.ok(new X509Certificate(readFileSync(certFile)).checkIP('192.168.1.7'));
});

test('the certificate stays while the addresses do and is not about to end', async () => {
  const read = async (addresses: string[], at: Date) =>
    readFileSync((await ensureLanIdentity(join(folder, 'b'), addresses, at)).certFile, 'utf8');
  const first = await read(['10.0.0.1', '10.0.0.2'], now);
  assert.equal(await read(['10.0.0.2', '10.0.0.1'], now), first);
  const moved = await read(['10.0.0.3'], now);
  assert.notEqual(moved, first);
  assert.notEqual(await read(['10.0.0.3'], new Date(now.getTime() + 350 * 24 * 3600 * 1000)), moved);
});

test('without a network there is a sentence', async () => {
  await assert.rejects(ensureLanIdentity(join(folder, 'c'), [], now), { code: 'system/no-network' });
});
