import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStorage } from './memory-storage.ts';
import { openPhone } from './phone.ts';
import { logInByCode, logOut } from './session.ts';
import { random } from './testing/authority.ts';
import { TestService } from './testing/service.ts';

interface Proof {
  htu: string;
  htm: string;
  ath?: string;
  jti: string;
}
function proofOf(request: Request | undefined): Proof {
  const [, claims = ''] = (request?.headers.get('dpop') ?? '').split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

test('logging in proves the device, later calls the token too, and the session survives a restart', async () => {
  const service = new TestService();
  const storage = new MemoryStorage();
  const ports = {
    storage,
    fetch: service.fetch as typeof fetch,
    baseUrl: 'http://service.test',
    clock: () => new Date(),
    random,
    stretchPin: () => Promise.resolve(new Uint8Array(32)),
  };
  const phone = await openPhone(ports);
  await logInByCode(phone, { phone: '13800005678', code: '123456' });
  const login = proofOf(service.requests[0]);
  assert.equal(login.ath, undefined);
  assert.equal(login.htm, 'POST');
  assert.equal(login.htu, 'http://service.test/api/accounts/log-in-by-code');
  assert.equal(service.requests[0]?.headers.get('authorization'), null);

  const again = await openPhone(ports);
  assert.equal(again.session?.token, 'token');
  assert.equal(again.device.thumbprint, phone.device.thumbprint);
  await again.api.certificates.listCertificates();
  const call = service.requests[1];
  assert.equal(call?.headers.get('authorization'), 'DPoP token');
  assert.ok(proofOf(call).ath);
  assert.notEqual(proofOf(call).jti, login.jti);

  service.answers['log-out'] = () => {
    throw new TypeError('fetch failed');
  };
  await assert.rejects(logOut(again), { code: 'network/unreachable' });
  assert.equal(await storage.get('session', 'session'), undefined);
  assert.ok(await storage.get('device', 'device'));
});

test('the device key cannot be taken out', async () => {
  const phone = await new TestService().phone();
  assert.equal(phone.device.keyPair.privateKey.extractable, false);
});
