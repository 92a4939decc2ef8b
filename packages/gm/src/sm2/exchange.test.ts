/** Key exchange: the example of GM/T 0003.5-2012 Annex B, both roles, and what must not agree. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, hex, random, secret, stream, throwsCode, utf8 } from '../test-support.ts';
import { sm2AnswerExchange, sm2ConfirmExchange, sm2FinishExchange, sm2StartExchange } from './exchange.ts';
import { sm2GenerateKeyPair, sm2PublicKey } from './key.ts';
import { encodePoint, G, hex32, invert, mod, openScalar, times, toInteger } from './test-oracle.ts';

const dA = () => secret('81eb26e941bb5af16df116495f90695272ae2cd63d6c4ae1678418be48230029');
const rA = 'd4de15474db74d06491c440d305e012400990f3e390c7e87153c12db2ea60bb3';
const dB = () => secret('785129917d45a9ea5437a59356b82338eaadda6ceb199088f14ae10defa229b5');
const rB = '7e07124814b309489125eaed101113164ebf0f3458c5bd88335c1f9d596243d6';

function exchange() {
  const A = { publicKey: sm2PublicKey(dA()) };
  const B = { publicKey: sm2PublicKey(dB()) };
  const started = sm2StartExchange(stream(rA).random);
  const answer = sm2AnswerExchange({
    privateKey: dB(),
    peer: A,
    peerPoint: started.point,
    keyLength: 16,
    random: stream(rB).random,
  });
  const finish = {
    ...started,
    privateKey: dA(),
    peer: B,
    peerPoint: answer.point,
    keyLength: 16,
    confirmation: answer.confirmation,
  };
  return { A, B, started, answer, finish };
}

test("the standard's example, in both roles", () => {
  const { answer, finish } = exchange();
  assert.equal(answer.key.use(hex), '6c89347354de2484c60b4ab1fde4c6e5');
  assert.equal(hex(answer.confirmation), 'd3a0fe15dee185ceae907a6b595cc32a266ed7b3367e9983a896dc32fa20f8eb');
  const { key, confirmation } = sm2FinishExchange(finish);
  assert.equal(key.use(hex), '6c89347354de2484c60b4ab1fde4c6e5');
  assert.equal(hex(confirmation), '18c7894b3816df16cf07b05c5ec0bef5d655d58f779cc1b400a4f3884644db88');
  sm2ConfirmExchange({ expected: answer.expected, confirmation });
  throwsCode('gm/secret-wiped', () => sm2FinishExchange(finish));
});

test('a changed message, another identifier or another key is noticed by both', () => {
  const changes: ((finish: ReturnType<typeof exchange>['finish']) => void)[] = [
    (finish) => (finish.confirmation = finish.confirmation.map((byte) => byte ^ 1)),
    (finish) => (finish.peerPoint = sm2StartExchange(random).point),
    (finish) => (finish.peer = sm2GenerateKeyPair(random)),
    (finish) => Object.assign(finish, { id: utf8('another') }),
    (finish) => (finish.peer = { ...finish.peer, ...{ id: utf8('another') } }),
  ];
  for (const change of changes) {
    const { finish } = exchange();
    change(finish);
    throwsCode('gm/exchange-failed', () => sm2FinishExchange(finish), 'confirmation');
    throwsCode('gm/secret-wiped', () => finish.ephemeral.use(hex));
  }
  const { answer } = exchange();
  throwsCode('gm/exchange-failed', () =>
    sm2ConfirmExchange({ expected: answer.expected, confirmation: answer.confirmation }),
  );
  throwsCode('gm/invalid-length', () => sm2ConfirmExchange({ expected: answer.expected, confirmation: bytes('00') }));
});

test('an ephemeral point that cancels the long-term key is refused', () => {
  // R' with x̄'·R' = −P': the peer searches r for it; here the long-term key is made to fit R' instead.
  const ephemeral = sm2StartExchange(random);
  const x = (1n << 127n) + (toInteger(ephemeral.point.subarray(1, 33)) & ((1n << 127n) - 1n));
  const d = mod(-x * openScalar(ephemeral.ephemeral));
  const peer = { publicKey: encodePoint(times(G, d)) };
  throwsCode(
    'gm/exchange-failed',
    () =>
      sm2AnswerExchange({
        privateKey: secret(hex32(5n)),
        peer,
        peerPoint: ephemeral.point,
        keyLength: 16,
        random,
      }),
    'peerPoint',
  );
  assert.equal(mod(invert(x) * d + openScalar(ephemeral.ephemeral)), 0n);
});

test('points off the curve and wrong lengths are refused', () => {
  const { A, started, finish } = exchange();
  const off = started.point.slice();
  off[64]! ^= 1;
  const answer = { privateKey: dB(), peer: A, peerPoint: started.point, keyLength: 16, random };
  throwsCode('gm/invalid-point', () => sm2AnswerExchange({ ...answer, peerPoint: off }), 'peerPoint');
  throwsCode('gm/invalid-point', () => sm2AnswerExchange({ ...answer, peer: { publicKey: off } }), 'publicKey');
  throwsCode('gm/invalid-length', () => sm2AnswerExchange({ ...answer, keyLength: 0 }), 'length');
  throwsCode('gm/invalid-scalar', () => sm2AnswerExchange({ ...answer, privateKey: secret('00'.repeat(32)) }));
  throwsCode('gm/invalid-point', () => sm2FinishExchange({ ...finish, peerPoint: off }), 'peerPoint');
});
