import assert from 'node:assert/strict';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Secret, sm2Verify } from '@qianyin/gm';
import { pino } from 'pino';
import { startSigner } from '../compose.ts';
import { random } from '../testing/phone.ts';
import { ground, spawnSigner } from '../testing/temporary-signer.ts';
import { fileKeyStore } from './file-key-store.ts';

const log = pino({ level: 'silent' });

test('a sealed value opens under its own label and nothing else', async () => {
  const store = fileKeyStore(Secret.take(random(32)), random);
  const label = { purpose: 'd2', id: 'key-1' } as const;
  const sealed = await store.seal(label, Secret.take(new Uint8Array(32).fill(7)));
  assert.deepEqual((await store.open(label, sealed)).copy(), new Uint8Array(32).fill(7));
  const refused = { code: 'keystore/not-sealed-here' };
  await assert.rejects(store.open({ purpose: 'd2', id: 'key-2' }, sealed), refused);
  await assert.rejects(store.open({ purpose: 'p1', id: 'key-1' }, sealed), refused);
  await assert.rejects(fileKeyStore(Secret.take(random(32)), random).open(label, sealed), refused);
  for (const at of [0, 1, 13, sealed.length - 1]) {
    const altered = sealed.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    await assert.rejects(store.open(label, altered), refused);
  }
  await assert.rejects(store.open(label, sealed.slice(0, 20)), refused);
});

test('an authority signs with its own key, again and again, and with no other', async () => {
  const store = fileKeyStore(Secret.take(random(32)), random);
  const message = new Uint8Array([1, 2, 3]);
  const first = await store.generateAuthorityKey('ca');
  const second = await store.generateAuthorityKey('ca');
  const other = await store.generateAuthorityKey('ocsp');
  // A key that was made anew takes the place of the old one, and the old one still signs where it is named.
  for (const { publicKey, reference } of [first, first, second, first, second]) {
    const signature = await store.signAsAuthority('ca', reference, message);
    assert.equal(sm2Verify({ publicKey, message, signature }), true);
  }
  const refused = { code: 'keystore/not-sealed-here' };
  await assert.rejects(store.signAsAuthority('ca', other.reference, message), refused);
  const altered = first.reference.slice();
  altered[20]! ^= 1;
  await assert.rejects(store.signAsAuthority('ca', altered, message), refused);
});

test('the master key is made once with mode 0600 and kept at later starts', async () => {
  await using base = await ground();
  await (await startSigner({ config: base.config, log })).close();
  const made = readFileSync(base.config.masterKeyPath);
  assert.equal(made.length, 32);
  assert.equal(statSync(base.config.masterKeyPath).mode & 0o777, 0o600);
  await (await startSigner({ config: base.config, log })).close();
  assert.deepEqual(readFileSync(base.config.masterKeyPath), made);
});

test('a missing, exchanged, cut or readable master key stops the start; nothing is replaced', async () => {
  await using base = await ground();
  const { config } = base;
  await (await startSigner({ config, log })).close();
  const made = readFileSync(config.masterKeyPath);
  chmodSync(config.masterKeyPath, 0o644);
  await assert.rejects(startSigner({ config, log }), /set its mode to 0600/);
  chmodSync(config.masterKeyPath, 0o600);
  writeFileSync(config.masterKeyPath, random(32));
  await assert.rejects(startSigner({ config, log }), /not the one this database was sealed under/);
  writeFileSync(config.masterKeyPath, random(31));
  await assert.rejects(startSigner({ config, log }), /must hold 32 bytes/);
  rmSync(config.masterKeyPath);
  await assert.rejects(startSigner({ config, log }), /is missing, but the database holds secrets/);
  const end = await spawnSigner(config).exited;
  assert.equal(end.code, 1);
  assert.equal(end.stderr.trim().split('\n').length, 1);
  writeFileSync(config.masterKeyPath, made, { mode: 0o600 });
  await (await startSigner({ config, log })).close();
});
