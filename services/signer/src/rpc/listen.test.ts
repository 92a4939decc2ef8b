import assert from 'node:assert/strict';
import { chmodSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { startSigner } from '../compose.ts';
import { ground, spawnSigner } from '../testing/temporary-signer.ts';

const log = pino({ level: 'silent' });

test('a second signer does not take the socket of a living one, and takes over that of a dead one', async () => {
  await using base = await ground();
  const first = spawnSigner(base.config);
  await first.listening;
  const second = await spawnSigner(base.config).exited;
  assert.equal(second.code, 1);
  assert.match(second.stderr, /^Another signer is already listening on .*\n$/);
  await base.client.showAuthorities();
  await first.kill();
  assert.ok(existsSync(base.config.socketPath));
  const third = spawnSigner(base.config);
  await third.listening;
  await base.client.showAuthorities();
  await third.kill();
});

test('a socket folder that others may enter stops the start', async () => {
  await using base = await ground();
  await (await startSigner({ config: base.config, log })).close();
  chmodSync(dirname(base.config.socketPath), 0o755);
  await assert.rejects(startSigner({ config: base.config, log }), /set its mode to 0700/);
});

test('a call whose kept connection died with the signer is repeated on a new one', async () => {
  await using base = await ground();
  const first = await startSigner({ config: base.config, log });
  await base.client.showAuthorities();
  await first.close();
  const second = await startSigner({ config: base.config, log });
  await base.client.showAuthorities();
  await second.close();
});
