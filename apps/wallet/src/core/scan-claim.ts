/** Claiming a scan session: the first phone that scans, or types the code of, a session owns it. */
import type { ScanRequest } from '@qianyin/contract';
import type { Phone } from './phone.ts';
import type { ScanTicket } from './scan-link.ts';

export function claimScan(phone: Phone, ticket: ScanTicket): Promise<ScanRequest> {
  return phone.api.scanSessions.claimScanSession(ticket);
}

/** `not-me` stays on record as a report. */
export async function refuseScan(phone: Phone, request: ScanRequest, reason: 'changed-mind' | 'not-me'): Promise<void> {
  await phone.api.scanSessions.refuseScanSession({ id: request.id, reason });
}
