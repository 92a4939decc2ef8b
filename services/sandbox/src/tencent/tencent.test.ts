import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { config, startSandbox } from '../test-sandbox.ts';
import { signTc3 } from './tc3.ts';

test('signature v3: the worked example of the documentation', () => {
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    host: 'cvm.tencentcloudapi.com',
    'x-tc-action': 'DescribeInstances',
  };
  const secret = { secretId: `AKID${'*'.repeat(32)}`, secretKey: '*'.repeat(32), service: 'cvm' };
  const signature = signTc3({ headers, body }, secret, '1551113065', ['content-type', 'host', 'x-tc-action']);
  assert.equal(signature, '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f');
});

describe('faceid over HTTP', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  const person = { Name: '张三', BankCard: '6222021234567890128', Phone: '13800138000', IdCard: '11010519491231002X' };
  interface Answer {
    Response: { Result?: string; Description?: string; RequestId: string; Error?: { Code: string } };
  }
  const ask = async (
    question: object,
    change: { sent?: string; key?: string; action?: string; ago?: number; names?: readonly string[] } = {},
  ): Promise<Answer['Response']> => {
    const body = JSON.stringify(question);
    const timestamp = String(Math.floor(sandbox.time.at.getTime() / 1000) - (change.ago ?? 0));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      host: new URL(sandbox.url).host,
      'x-tc-action': change.action ?? 'BankCard4EVerification',
    };
    const names = change.names ?? ['content-type', 'host', 'x-tc-action'];
    const secret = { ...config.tencent, secretKey: change.key ?? config.tencent.secretKey, service: 'faceid' };
    const signature = signTc3({ headers, body }, secret, timestamp, names);
    const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
    const response = await fetch(sandbox.url, {
      method: 'POST',
      headers: {
        'content-type': headers['content-type'],
        'x-tc-action': headers['x-tc-action'],
        'x-tc-version': '2018-03-01',
        'x-tc-timestamp': timestamp,
        authorization: `TC3-HMAC-SHA256 Credential=${secret.secretId}/${date}/faceid/tc3_request, SignedHeaders=${names.join(';')}, Signature=${signature}`,
      },
      body: change.sent ?? body,
    });
    assert.equal(response.status, 200);
    return ((await response.json()) as Answer).Response;
  };

  test('a well-formed person passes', async () => {
    const answer = await ask(person);
    assert.deepEqual([answer.Result, answer.Description], ['0', '认证通过']);
    assert.match(answer.RequestId, /^[0-9a-f-]{36}$/);
  });

  const luhn = (prefix: string) =>
    [...'0123456789']
      .map((digit) => prefix + digit)
      .find((card) => {
        const digits = [...card].toReversed().map((d, i) => Number(d) * (i % 2 === 0 ? 1 : 2));
        return digits.reduce((sum, d) => sum + (d > 9 ? d - 9 : d), 0) % 10 === 0;
      });

  for (const [name, change, result] of [
    ['demo card that does not match', { BankCard: luhn('622200001234567') }, '-1'],
    ['demo card of a busy service', { BankCard: luhn('622200011234567') }, '-18'],
    ['demo card with its tries used', { BankCard: luhn('622200021234567') }, '-19'],
    ['card with a wrong check digit', { BankCard: '6222021234567890129' }, '-4'],
    ['ID number with a wrong check character', { IdCard: '110105194912310021' }, '-3'],
    ['phone that is none', { Phone: '12345678901' }, '-5'],
    ['name that is none', { Name: 'X' }, '-2'],
    ['another kind of document', { CertType: 1 }, '-20'],
  ] as const)
    test(`${name}: ${result}`, async () => assert.equal((await ask({ ...person, ...change })).Result, result));

  for (const [name, change, code] of [
    ['wrong key', { key: 'other' }, 'AuthFailure.SignatureFailure'],
    ['body changed after signing', { sent: '{}' }, 'AuthFailure.SignatureFailure'],
    ['host not signed', { names: ['content-type'] }, 'AuthFailure.SignatureFailure'],
    ['six minutes old', { ago: 360 }, 'AuthFailure.SignatureExpire'],
    ['unknown action', { action: 'Fly' }, 'InvalidAction'],
  ] as const)
    test(`${name}: ${code}`, async () => assert.equal((await ask(person, change)).Error?.Code, code));

  test('a missing parameter and no signature at all', async () => {
    const { Phone: _phone, ...rest } = person;
    assert.equal((await ask(rest)).Error?.Code, 'MissingParameter');
    const bare = await fetch(sandbox.url, { method: 'POST', body: '{}' });
    assert.equal(((await bare.json()) as Answer).Response.Error?.Code, 'AuthFailure.InvalidAuthorization');
  });
});
