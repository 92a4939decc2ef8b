/** A trading platform of its own, with nothing but the SDK and OpenID Connect: what an integrator would write. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlatformClient, type PlatformClient } from '@qianyin/client/platform';
import type { Phone } from '@qianyin/wallet/core';
import { type Answered, answerScan } from './scanning.ts';

const BROWSER = { address: '127.0.0.1', agent: 'demo' };

export interface DemoPlatform {
  client: PlatformClient;
  baseUrl: string;
  origin: string;
  clientId: string;
  clientSecret: string;
}

/** Speaks with the credentials that the exchange of this system was given. */
export function demoPlatform(dataDir: string, system: { server: string; exchange: string }): DemoPlatform {
  const config = JSON.parse(readFileSync(join(dataDir, 'run/exchange.json'), 'utf8')) as {
    service: { clientId: string; clientSecret: string };
  };
  const { clientId, clientSecret } = config.service;
  const client = createPlatformClient({ serviceUrl: system.server, clientId, clientSecret });
  return { client, baseUrl: system.server, origin: system.exchange, clientId, clientSecret };
}

export async function logInByScan(
  phone: Phone,
  platform: DemoPlatform,
): Promise<{ idToken: string; answered: Answered }> {
  const discovery = (await getJson(`${platform.baseUrl}/oidc/.well-known/openid-configuration`)) as {
    token_endpoint: string;
  };
  const verifier = random();
  const redirectUri = redirectUriOf(platform);
  const session = await platform.client.openLogin({
    origin: platform.origin,
    display: '登录 洋河e采（演示）',
    browser: BROWSER,
    oidc: { redirectUri, scope: 'openid', nonce: random(), codeChallenge: await sha256(verifier) },
  });
  const answered = await answerScan(phone, { platform: platform.client, session });
  const result = await platform.client.takeResult(session);
  if (result.kind !== 'login') throw new Error('not a login');
  const token = (await getJson(discovery.token_endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${platform.clientId}:${encodeURIComponent(platform.clientSecret)}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: result.code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  })) as { id_token: string };
  return { idToken: token.id_token, answered };
}

export async function sealByScan(
  phone: Phone,
  platform: DemoPlatform,
  request: {
    uscc: string;
    document: Uint8Array;
    documentName: string;
    placement: { page: number; xMm: number; yMm: number };
  },
): Promise<Uint8Array> {
  const session = await platform.client.openSeal({
    origin: platform.origin,
    display: `盖章：${request.documentName}`,
    browser: BROWSER,
    ...request,
  });
  await answerScan(phone, { platform: platform.client, session });
  const result = await platform.client.takeResult(session);
  if (result.kind !== 'seal') throw new Error('not a seal');
  return (await platform.client.downloadSealed(result.documentId)).bytes;
}

// The redirect URI that the exchange registered; this program takes the code itself and follows no redirect.
const redirectUriOf = ({ origin }: DemoPlatform): string => `${origin}/login/callback`;

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

async function sha256(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

async function getJson(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
