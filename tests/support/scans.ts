/** Scan sessions of the stories' platform, opened and answered. */
import type { OpenedSession, PlatformClient } from '@qianyin/client/platform';
import type { ScanRequest } from '@qianyin/contract';
import {
  claimScan,
  confirmScan,
  fittingCertificates,
  parseScanLink,
  type Phone,
  type ReviewedScan,
  reviewScan,
  type ScanTicket,
} from '@qianyin/wallet/core';
import { inputPdf } from '../../tools/demo/input-pdf.ts';
import { rows } from './database.ts';
import type { Story } from './story.ts';

const BROWSER = { address: '127.0.0.1', agent: 'story' };

export function loginRequest({ platform }: Story) {
  return {
    origin: platform.origin,
    display: '登录 洋河e采（演示）',
    browser: BROWSER,
    oidc: {
      redirectUri: `${platform.origin}/login/callback`,
      scope: 'openid',
      nonce: randomText(),
      codeChallenge: randomText(),
    },
  };
}

export function sealRequest({ platform }: Story, uscc: string, document: Uint8Array = tender()) {
  return {
    origin: platform.origin,
    display: '盖章：投标函.pdf',
    browser: BROWSER,
    uscc,
    document,
    documentName: '投标函.pdf',
    placement: { page: 1, xMm: 130, yMm: 40 },
  };
}

export const tender = (text = 'Letter of tender'): Uint8Array => inputPdf([[text, 'Seal:']]);

export function openLogin(story: Story): Promise<OpenedSession> {
  return story.platform.client.openLogin(loginRequest(story));
}

export function openSeal(story: Story, uscc: string): Promise<OpenedSession> {
  return story.platform.client.openSeal(sealRequest(story, uscc));
}

/** What the QR holds at this moment. */
export async function ticketOf({ platform }: Story, session: OpenedSession, at = new Date()): Promise<ScanTicket> {
  return parseScanLink(await platform.client.scanLink(session, at));
}

export async function claim(story: Story, phone: Phone, session: OpenedSession): Promise<ScanRequest> {
  return claimScan(phone, await ticketOf(story, session));
}

/** The number that the page shows, once the phone has claimed. */
export async function numberOnPage(client: PlatformClient, sessionId: string): Promise<string> {
  for await (const { number } of client.watch(sessionId)) if (number !== null) return number;
  throw new Error('the page shows no number');
}

export const randomText = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');

/** The phone looks at everything that it is asked to sign. */
export async function look(phone: Phone, request: ScanRequest): Promise<ReviewedScan> {
  const [certificate] = await fittingCertificates(phone, request);
  if (certificate === undefined) throw new Error('no certificate fits');
  const { seals } = await phone.api.seals.listSeals();
  const seal = seals.find(({ certificateId }) => certificateId === certificate.id);
  return reviewScan(phone, { request, certificate, sealId: request.kind === 'seal' ? (seal?.id ?? null) : null });
}

/** Claim, look, number, PIN: the session is confirmed. */
export async function confirm(story: Story, phone: Phone, session: OpenedSession, pin: string): Promise<ReviewedScan> {
  const request = await claim(story, phone, session);
  const number = request.numbers.length > 0 ? await numberOnPage(story.platform.client, session.id) : null;
  const review = await look(phone, request);
  const signed = await confirmScan(phone, { review, number, pin });
  if (signed.outcome !== 'signed') throw new Error(`refused: ${signed.code}`);
  return review;
}

/** Another process has another clock: an instant of the session is moved to more than five minutes ago. */
export async function letPass(
  story: Story,
  sessionId: string,
  instant: 'scan_by' | 'act_by' | 'confirmed_at',
): Promise<void> {
  const change = `update scan_sessions.session set ${instant} = now() - interval '301 seconds' where id = $1`;
  await rows(story, 'server', change, [sessionId]);
}
