/** Limits of the domain and the parts of its report. */
import type { VerificationReport } from '@qianyin/contract';

export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_PAGES = 2000;

export type SignatureReport = VerificationReport['signatures'][number];
export type Check = SignatureReport['checks'][number];
export type CheckName = Check['check'];
