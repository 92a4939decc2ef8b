import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { validUscc } from '@qianyin/testkit';
import type Provider from 'oidc-provider';
import { registerEnterprise } from '../../domains/enterprises/index.ts';
import { inTransaction } from '../../platform/database.ts';
import { systemClock } from '../../platform/clock.ts';
import { type DomainParts, domainParts } from '../../testing/domain-parts.ts';
import { newAccount } from '../../testing/people.ts';
import { newPlatform } from '../../testing/platforms.ts';
import { createProvider } from './provider.ts';
import { loadSigningKey } from './signing-key.ts';
import { subjectText } from './subject.ts';

/** A browser before the provider: it keeps cookies and follows nothing by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async get(path: string): Promise<string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#base), { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    return response.headers.get('location') ?? `${response.status} ${await response.text()}`;
  }

  /** Where an authorisation for this platform leads. */
  authorise(platform: { id: string; redirectUris: string[] }, more: Record<string, string> = {}): Promise<string> {
    const query = new URLSearchParams({
      client_id: platform.id,
      redirect_uri: platform.redirectUris[0] ?? '',
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...more,
    });
    return this.get(`/auth?${query}`);
  }
}

async function listen(parts: DomainParts, outside?: string) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const publicUrl = outside ?? address;
  // The library has a clock of its own.
  const deps = { ...parts, clock: systemClock, publicUrl };
  const provider = createProvider(deps, await loadSigningKey(deps));
  server.on('request', provider.callback());
  return {
    provider,
    browser: () => new Browser(address),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function newSubject(parts: DomainParts, n: number): Promise<string> {
  const accountId = await newAccount(parts);
  const enterpriseId = await inTransaction(parts.db, (tx) =>
    registerEnterprise(tx, {
      name: `江苏洋河第${n}机电有限公司`,
      uscc: validUscc(n),
      legalRepresentative: '张建国',
      administratorId: accountId,
      at: parts.clock.now(),
    }),
  );
  return subjectText({ accountId, enterpriseId });
}

/** What the interaction page does once the phone has confirmed; the answer is where the browser ends. */
async function scan(provider: Provider, browser: Browser, page: string, accountId: string): Promise<string> {
  const uid = /^\/scan-login\/([\w-]+)$/.exec(page)?.[1] ?? assert.fail(page);
  const interaction = (await provider.Interaction.find(uid)) ?? assert.fail('no interaction');
  interaction.result = { login: { accountId, remember: false } };
  await interaction.save(600);
  return browser.get(`/auth/${uid}`);
}

test('one scan logs in once: neither another platform nor the same one gets a code of the cookie it leaves', async () => {
  await using parts = await domainParts();
  const [platform, other] = [await newPlatform(parts), await newPlatform(parts, 'other')];
  await using service = await listen(parts);
  const [browser, subject] = [service.browser(), await newSubject(parts, 1)];
  const end = await scan(service.provider, browser, await browser.authorise(platform), subject);
  assert.match(end, /^https:\/\/exchange\.test\/callback\?code=/);
  for (const again of [other, platform]) {
    assert.match(await browser.authorise(again), /^\/scan-login\//);
    assert.match(await browser.authorise(again, { prompt: 'none' }), /[?&]error=login_required&/);
  }
});

test('the next person at the same computer logs in', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  await using service = await listen(parts);
  const browser = service.browser();
  for (const n of [1, 2]) {
    const end = await scan(service.provider, browser, await browser.authorise(platform), await newSubject(parts, n));
    assert.match(end, /^https:\/\/exchange\.test\/callback\?code=/, `person ${n}`);
  }
});

test('behind a proxy that ends TLS every address is the public one', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  await using service = await listen(parts, 'https://service.test');
  const discovery = await service.browser().get('/.well-known/openid-configuration');
  const addresses = [...discovery.matchAll(/"(https?:[^"]+)"/g)].map(([, url = '']) => new URL(url).origin);
  assert.deepEqual([...new Set(addresses)], ['https://service.test']);
  assert.match(await service.browser().authorise(platform), /^\/scan-login\//);
});

test('only a code with PKCE S256 for a registered address', async () => {
  await using parts = await domainParts();
  const platform = await newPlatform(parts);
  await using service = await listen(parts);
  const browser = service.browser();
  assert.match(await browser.authorise(platform, { code_challenge_method: 'plain' }), /error=invalid_request/);
  assert.match(await browser.authorise(platform, { code_challenge: '' }), /error=invalid_request/);
  assert.match(await browser.authorise(platform, { response_type: 'id_token' }), /error=unsupported_response_type/);
  for (const redirect_uri of [`${platform.origin}/callback/`, 'https://evil.test/callback', `${randomUUID()}://x`])
    assert.match(await browser.authorise(platform, { redirect_uri }), /^400 .*invalid_redirect_uri/);
  for (const client_id of ['\0', '../x', 'nobody'])
    assert.match(await browser.authorise(platform, { client_id }), /^400 .*invalid_client/);
});
