/**
 * The signer is killed without warning between and inside steps; nothing counted is forgotten, nothing pending is lost.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sm2Verify } from '@qianyin/gm';
import { SignerError } from '../interface/index.ts';
import { begin, cosign, createPhone, utf8, wrongShare } from '../testing/phone.ts';
import { ground, spawnSigner } from '../testing/temporary-signer.ts';

const codeOf = (error: unknown) => (error instanceof SignerError ? error.code : error);

test('killed between begin and finish, the ceremony goes on after the restart', async () => {
  await using base = await ground();
  const { client, config } = base;
  const first = spawnSigner(config);
  await first.listening;
  const phone = await createPhone(client);
  const message = utf8('survives');
  const { keyId, ceremonyId, answer, request, r2 } = await begin(client, phone, [message]);
  await first.kill();
  await assert.rejects(client.showKey({ keyId }), { code: 'signer/unreachable' });

  const second = spawnSigner(config);
  await second.listening;
  assert.deepEqual((await client.beginCosignature(request)).r2, r2);
  const { signatures } = await client.finishCosignature({ keyId, ceremonyId, s1: answer(phone.d1) });
  assert.ok(sm2Verify({ publicKey: phone.publicKey, message, signature: signatures[0] as Uint8Array }));
  await second.kill();
});

test('killed between wrong PINs, every answered one stays counted', async () => {
  await using base = await ground();
  const { client, config } = base;
  let running = spawnSigner(config);
  await running.listening;
  const phone = await createPhone(client);
  for (const triesLeft of [4, 3, 2, 1]) {
    const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('x')]);
    await running.kill();
    running = spawnSigner(config);
    await running.listening;
    const s1 = answer(wrongShare());
    await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1 }), {
      code: 'signer/pin-wrong',
      data: { triesLeft },
    });
    await running.kill();
    running = spawnSigner(config);
    await running.listening;
    assert.equal((await client.showKey({ keyId })).triesLeft, triesLeft);
  }
  await assert.rejects(cosign(client, phone, [utf8('x')], wrongShare()), { code: 'signer/key-locked' });
  await running.kill();
});

test('killed while finishing, the count is of the answers given or of one more, and the repeated call says which', async () => {
  await using base = await ground();
  const { client, config } = base;
  let running = spawnSigner(config);
  await running.listening;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('x')]);
  const s1 = answer(wrongShare());
  const pending = client.finishCosignature({ keyId, ceremonyId, s1 }).catch(codeOf);
  await running.kill();
  await pending;
  running = spawnSigner(config);
  await running.listening;
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1 }), {
    code: 'signer/pin-wrong',
    data: { triesLeft: 4 },
  });
  assert.equal((await client.showKey({ keyId })).triesLeft, 4);
  await running.kill();
});

test('SIGTERM closes within the launcher’s patience, and a parent that is gone ends the signer', async () => {
  await using base = await ground();
  const first = spawnSigner(base.config);
  await first.listening;
  first.child.kill('SIGTERM');
  assert.equal((await first.exited).code, 0);
  const orphan = spawnSigner(base.config, { QY_PARENT_PID: '1' });
  assert.equal((await orphan.exited).code, 0);
});
