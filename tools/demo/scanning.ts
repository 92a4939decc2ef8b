/** The phone answers a session of a platform: scan, look, choose the number that stands on the page, PIN. */
import type { OpenedSession, PlatformClient } from '@qianyin/client/platform';
import {
  claimScan,
  confirmScan,
  type FinishedCeremony,
  fittingCertificates,
  parseScanLink,
  type Phone,
  type ReviewedScan,
  reviewScan,
} from '@qianyin/wallet/core';
import { PERSON } from './person.ts';

export interface Answered {
  review: ReviewedScan;
  signed: FinishedCeremony;
}

export async function answerScan(
  phone: Phone,
  { platform, session }: { platform: PlatformClient; session: OpenedSession },
): Promise<Answered> {
  const ticket = parseScanLink(await platform.scanLink(session, new Date()));
  const request = await claimScan(phone, ticket);
  const number = request.numbers.length > 0 ? await numberOnPage(platform, session.id) : null;
  const [certificate] = await fittingCertificates(phone, request);
  if (certificate === undefined) throw new Error('no certificate fits');
  const { seals } = await phone.api.seals.listSeals();
  const sealId =
    request.kind === 'seal' ? (seals.find((seal) => seal.certificateId === certificate.id)?.id ?? null) : null;
  const review = await reviewScan(phone, { request, certificate, sealId });
  const signed = await confirmScan(phone, { review, number, pin: PERSON.pin });
  if (signed.outcome !== 'signed') throw new Error(`refused: ${signed.code}`);
  return { review, signed };
}

async function numberOnPage(platform: PlatformClient, sessionId: string): Promise<string> {
  for await (const progress of platform.watch(sessionId)) {
    if (progress.number !== null) return progress.number;
  }
  throw new Error('the page shows no number');
}
