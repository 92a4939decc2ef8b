import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { phoneStartDecryption, phoneStartSignature, sm2Encrypt } from '@qianyin/gm';
import { SignerError } from '../interface/index.ts';
import type { SignerClient } from '../interface/index.ts';
import { begin, cosign, createEncryptionKey, createPhone, random, utf8, wrongShare } from '../testing/phone.ts';
import type { Phone } from '../testing/phone.ts';
import { temporarySigner } from '../testing/temporary-signer.ts';
import type { TestSigner } from '../testing/temporary-signer.ts';

let running: TestSigner;
before(async () => {
  running = await temporarySigner();
});
after(() => running[Symbol.asyncDispose]());

const failures = async (keyId: string) => {
  const key = await running.signer.db
    .selectFrom('keys')
    .select('pin_id')
    .where('key_id', '=', keyId)
    .executeTakeFirstOrThrow();
  const pin = await running.signer.db
    .selectFrom('pins')
    .selectAll()
    .where('pin_id', '=', key.pin_id)
    .executeTakeFirstOrThrow();
  return pin.failures;
};

async function refusal(call: Promise<unknown>): Promise<SignerError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof SignerError) return error;
    throw error;
  }
  return assert.fail('accepted');
}

const guess = async (client: SignerClient, phone: Phone) =>
  refusal(cosign(client, phone, [utf8('guess')], wrongShare()));

test('wrong PINs count down, the fifth in a row locks, and the right PIN no longer helps', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  for (const triesLeft of [4, 3, 2, 1]) {
    const error = await guess(client, phone);
    assert.equal(error.code, 'signer/pin-wrong');
    assert.equal(error.data.triesLeft, triesLeft);
  }
  const fifth = await guess(client, phone);
  assert.equal(fifth.code, 'signer/key-locked');
  assert.equal(fifth.data.lockReason, 'pin');
  await assert.rejects(cosign(client, phone, [utf8('right')]), { code: 'signer/key-locked' });
  const { state, lockReason, triesLeft } = await client.showKey({ keyId: phone.keyId });
  assert.deepEqual({ state, lockReason, triesLeft }, { state: 'locked', lockReason: 'pin', triesLeft: 0 });
});

test('a right PIN ends the run of wrong ones', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  for (let round = 0; round < 3; round++) {
    for (let wrong = 0; wrong < 4; wrong++) await guess(client, phone);
    await cosign(client, phone, [utf8('right')]);
    assert.equal(await failures(phone.keyId), 0);
  }
});

test('a ceremony begun before the lock cannot be finished after it', async () => {
  const { client, signer } = running;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('x')]);
  await signer.db
    .updateTable('pins')
    .set({ locked_at: new Date(), lock_reason: 'pin' })
    .where('pin_id', '=', keyId)
    .execute();
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: answer(phone.d1) }), {
    code: 'signer/key-locked',
  });
});

test('one wrong answer among right ones is a wrong PIN, and its nonces are burnt', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('a'), utf8('b')]);
  const [right, other] = answer(phone.d1);
  const mixed = [right, answer(wrongShare())[1]] as Uint8Array[];
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: mixed }), { code: 'signer/pin-wrong' });
  const again = await refusal(client.finishCosignature({ keyId, ceremonyId, s1: [right, other] as Uint8Array[] }));
  assert.equal(again.code, 'signer/pin-wrong');
  assert.equal(again.data.triesLeft, 4);
  assert.equal(await failures(keyId), 1);
});

test('an answer out of range counts; a wrong number of answers is refused uncounted and burns nothing', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('a'), utf8('b')]);
  const s1 = answer(phone.d1);
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: s1.slice(1) }), {
    code: 'signer/request-malformed',
  });
  assert.equal(await failures(keyId), 0);
  const outOfRange = [s1[0], new Uint8Array(32).fill(255)] as Uint8Array[];
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1: outOfRange }), { code: 'signer/pin-wrong' });
  assert.equal(await failures(keyId), 1);
});

test('twenty wrong answers to one ceremony at once are one counted attempt', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('race')]);
  const answers = Array.from({ length: 20 }, (_, index) => answer(index === 19 ? phone.d1 : wrongShare()));
  const errors = await Promise.all(
    answers.map((s1) => refusal(client.finishCosignature({ keyId, ceremonyId, s1 })).catch(() => undefined)),
  );
  // Whichever came first was judged; every other call got the same answer, whatever it carried.
  const codes = new Set(errors.map((error) => error?.code));
  assert.equal(codes.size, 1);
  assert.equal(await failures(keyId), codes.has('signer/pin-wrong') ? 1 : 0);
});

test('twenty wrong ceremonies at once: as many are counted as were answered wrong, and five lock', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const errors = await Promise.all(Array.from({ length: 20 }, () => guess(client, phone)));
  const count = (code: string) => errors.filter((error) => error.code === code).length;
  const wrong = count('signer/pin-wrong');
  const known = ['signer/pin-wrong', 'signer/key-locked', 'signer/ceremony-superseded'];
  assert.ok(errors.every(({ code }) => known.includes(code)));
  const counted = await failures(phone.keyId);
  assert.equal(counted, count('signer/key-locked') > 0 ? 5 : wrong);
  assert.ok(wrong <= 4);
});

test('twenty wrong finishes of twenty keys under one PIN at once count no more than five and lock all of them', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const keys = await Promise.all(Array.from({ length: 20 }, () => createEncryptionKey(client, phone)));
  const errors = await Promise.all(
    keys.map(({ keyId, publicKey }) => {
      const requestId = randomUUID();
      const ciphertext = sm2Encrypt({ publicKey, plaintext: utf8('bid'), random });
      const { blinded, t1, proof } = phoneStartDecryption({
        d1: wrongShare(),
        ciphertext,
        context: { keyId, requestId },
        random,
      });
      return refusal(client.openBlinded({ keyId, requestId, blinded, t1, proof }));
    }),
  );
  assert.equal(errors.filter(({ code }) => code === 'signer/pin-wrong').length, 4);
  assert.equal(errors.filter(({ code }) => code === 'signer/key-locked').length, 16);
  assert.deepEqual(
    errors
      .filter(({ code }) => code === 'signer/pin-wrong')
      .map(({ data }) => data.triesLeft)
      .toSorted(),
    [1, 2, 3, 4],
  );
  assert.equal(await failures(phone.keyId), 5);
  await assert.rejects(cosign(client, phone, [utf8('right')]), { code: 'signer/key-locked' });
});

test('the right share with an old count is a clone: nothing is signed, the key locks', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const clone = { ...phone };
  await cosign(client, phone, [utf8('the owner')]);
  const attempt = await begin(client, clone, [utf8('the thief')]);
  const { keyId, ceremonyId } = attempt;
  const call = () => client.finishCosignature({ keyId, ceremonyId, s1: attempt.answer(clone.d1) });
  const first = await refusal(call());
  assert.equal(first.code, 'signer/clone-detected');
  assert.equal((await refusal(call())).code, 'signer/clone-detected');
  const { state, lockReason, counter } = await client.showKey({ keyId });
  assert.deepEqual({ state, lockReason, counter }, { state: 'locked', lockReason: 'clone', counter: 1 });
  await assert.rejects(cosign(client, phone, [utf8('the owner')]), { code: 'signer/key-locked' });
});

test('an old count with a wrong PIN is a wrong PIN and tells nothing of the count', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const clone = { ...phone };
  await cosign(client, phone, [utf8('the owner')]);
  const error = await guess(client, clone);
  assert.equal(error.code, 'signer/pin-wrong');
  assert.equal(error.data.triesLeft, 4);
});

test('a copy does not learn the count by asking, and a count ahead of the signer is a clone too', async () => {
  const { client } = running;
  const phone = await createPhone(client);
  const clone = { ...phone };
  for (const message of ['one', 'two']) await cosign(client, phone, [utf8(message)]);
  for (const counter of [0, 1, 2, 3, 1000]) await begin(client, { ...clone, counter }, [utf8('which?')]);
  assert.equal((await guess(client, { ...clone, counter: 3 })).code, 'signer/pin-wrong');
  const error = await refusal(cosign(client, { ...clone, counter: 3 }, [utf8('x')]));
  assert.equal(error.code, 'signer/clone-detected');
  const { state, counter } = await client.showKey({ keyId: phone.keyId });
  assert.deepEqual({ state, counter }, { state: 'locked', counter: 2 });
});

test('an ended key answers nothing and keeps no share', async () => {
  const { client, signer } = running;
  const phone = await createPhone(client);
  const { keyId, ceremonyId, answer } = await begin(client, phone, [utf8('x')]);
  await client.endKey({ keyId });
  await client.endKey({ keyId });
  assert.equal((await client.showKey({ keyId })).state, 'ended');
  const s1 = answer(phone.d1);
  await assert.rejects(client.finishCosignature({ keyId, ceremonyId, s1 }), { code: 'signer/ceremony-superseded' });
  await assert.rejects(cosign(client, phone, [utf8('y')]), { code: 'signer/key-ended' });
  const row = await signer.db.selectFrom('keys').selectAll().where('key_id', '=', keyId).executeTakeFirstOrThrow();
  assert.deepEqual([row.sealed_d2, row.sealed_p1, row.sealed_proof], [null, null, null]);
});

test('ceremonies per key and hour are limited inside the signer', async () => {
  await using limited = await temporarySigner({ limits: { ceremoniesPerKeyPerHour: 3 } });
  const phone = await createPhone(limited.client);
  for (let n = 0; n < 3; n++) await cosign(limited.client, phone, [utf8('x')]);
  const q1 = [phoneStartSignature({ random }).q1];
  const request = { keyId: phone.keyId, ceremonyId: randomUUID(), counter: 3, messages: [utf8('x')], q1 };
  await assert.rejects(limited.client.beginCosignature(request), { code: 'signer/rate-limited' });
});
