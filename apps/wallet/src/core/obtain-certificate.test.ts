import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sm2GenerateKeyPair } from '@qianyin/gm';
import { buildCsrInfo } from '@qianyin/pki';
import { toBase64url } from './bytes.ts';
import { obtainCertificate, obtainNeed } from './obtain-certificate.ts';
import { random } from './testing/authority.ts';
import { bytesOf, FORM, ORDER, PIN, TestService } from './testing/service.ts';

const paid = { order: ORDER, pin: PIN };

test('from a paid order to checked certificates, step by step', async () => {
  const service = new TestService();
  const phone = await service.phone();
  const steps: string[] = [];
  assert.equal(await obtainNeed(phone, ORDER.id), 'new-pin');
  const obtained = await obtainCertificate(phone, { ...paid, onStep: (step) => steps.push(step) });
  assert.equal(obtained.outcome, 'obtained');
  assert.deepEqual(steps, ['signing-key', 'request', 'encryption-key', 'certificates']);
  assert.equal(await obtainNeed(phone, ORDER.id), 'done');
});

test('of the shares only masks are kept, each under a salt of its own', async () => {
  const service = new TestService();
  const phone = await service.phone();
  await obtainCertificate(phone, paid);
  const keys = await phone.storage.list('keys');
  const members = ['accountId', 'counter', 'keyId', 'masked', 'orderId', 'publicKey', 'purpose', 'salt'];
  for (const key of keys) assert.deepEqual(Object.keys(key).toSorted(), members);
  assert.equal(new Set(keys.map((key) => toBase64url(key.salt))).size, 2);
  assert.deepEqual(await phone.storage.list('ceremonies'), []);
});

test('a weak PIN makes no key', async () => {
  const service = new TestService();
  const phone = await service.phone();
  await assert.rejects(obtainCertificate(phone, { ...paid, pin: '123456' }), { code: 'wallet/pin-weak' });
  assert.equal(service.requests.length, 0);
});

test('a phone that was switched off goes on where it stopped', async () => {
  const service = new TestService();
  const phone = await service.phone();
  service.lost.add('create-encryption-key');
  await assert.rejects(obtainCertificate(phone, paid), { code: 'network/unreachable' });
  assert.equal(await obtainNeed(phone, ORDER.id), 'pin');
  const wrong = await obtainCertificate(phone, { ...paid, pin: '161803' });
  assert.deepEqual(wrong, { outcome: 'refused', code: 'keys/pin-wrong', triesLeft: 4 });
  service.lost.add('issue-certificates');
  await assert.rejects(obtainCertificate(phone, paid), { code: 'network/unreachable' });
  assert.equal(await obtainNeed(phone, ORDER.id), 'nothing');
  assert.equal((await obtainCertificate(phone, { ...paid, pin: '' })).outcome, 'obtained');
});

test('a service that cannot prove its half gets no key', async () => {
  const service = new TestService();
  const phone = await service.phone();
  const honest = service.answers['create-key']!;
  service.answers['create-key'] = (input) => {
    const { publicKey } = sm2GenerateKeyPair(random);
    return { ...(honest(input) as object), publicKey: toBase64url(publicKey) };
  };
  await assert.rejects(obtainCertificate(phone, paid), { code: 'wallet/key-proof-invalid' });
  assert.deepEqual(await phone.storage.list('keys'), []);
});

test('a request for another key or another name is not signed', async () => {
  const stranger = sm2GenerateKeyPair(random).publicKey;
  const subject = { organization: FORM.unitName, commonName: FORM.unitName };
  const cases = [
    ['wallet/request-key-differs', () => buildCsrInfo({ subject, publicKey: stranger })],
    [
      'wallet/request-name-differs',
      (own: Uint8Array) => buildCsrInfo({ subject: { ...subject, commonName: '别家公司' }, publicKey: own }),
    ],
    ['wallet/request-unreadable', () => new Uint8Array([0x30, 0x00])],
  ] as const;
  for (const [code, lie] of cases) {
    const service = new TestService();
    const phone = await service.phone();
    service.answers['begin-certificate-request'] = (input) => {
      const requestInfo = lie(service.signer.keys.get(input.keyId)!.publicKey);
      return { ...service.signer.begin(input, input.keyId, [requestInfo]), requestInfo: toBase64url(requestInfo) };
    };
    await assert.rejects(obtainCertificate(phone, paid), { code });
    assert.ok(service.requests.every(({ url }) => !url.endsWith('finish-certificate-request')));
  }
});

test('certificates with another key, name or chain are not kept', async () => {
  const { publicKey } = sm2GenerateKeyPair(random);
  const strangers = new TestService().authority;
  type Issued = ReturnType<TestService['issue']>;
  const cases: [string, (service: TestService, issued: Issued) => Partial<Issued>][] = [
    [
      'wallet/certificate-key-differs',
      ({ authority }) => ({ signing: toBase64url(authority.issue('unit-signing', FORM, publicKey)) }),
    ],
    [
      'wallet/certificate-key-differs',
      ({ authority }) => ({ encryption: toBase64url(authority.issue('unit-encryption', FORM, publicKey)) }),
    ],
    [
      'wallet/certificate-name-differs',
      ({ authority, signer }) => ({
        signing: toBase64url(
          authority.issue('unit-signing', { ...FORM, unitName: '别家公司' }, [...signer.keys.values()][0]!.publicKey),
        ),
      }),
    ],
    ['wallet/certificate-chain-invalid', () => ({ chain: strangers.chain.map(toBase64url) })],
    [
      'wallet/certificate-chain-invalid',
      (_, issued) => ({ encryption: issued.encryption, chain: issued.chain.slice(1) }),
    ],
    ['wallet/certificate-unreadable', (_, issued) => ({ signing: toBase64url(bytesOf(issued.signing).subarray(1)) })],
  ];
  for (const [code, lie] of cases) {
    const service = new TestService();
    const phone = await service.phone();
    service.answers['issue-certificates'] = () => {
      const issued = service.issue();
      return { ...issued, ...lie(service, issued) };
    };
    await assert.rejects(obtainCertificate(phone, paid), { code });
    assert.deepEqual(await phone.storage.list('certificates'), []);
  }
});
