/** The link in the QR (specs/scan-session/v1.md §3); no network. */
import { makeScanLink } from '@qianyin/contract';
import type { OpenedSession } from './model.ts';

/** The link of a session at `now`: good for ten seconds. */
export function scanLink(session: OpenedSession, now: Date): Promise<string> {
  return makeScanLink(session, Math.floor(now.getTime() / 1000));
}
