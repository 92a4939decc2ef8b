/** Jobs of this domain. */
import type { Tx } from '../../platform/database.ts';
import { addJob } from '../../platform/jobs.ts';

declare module '../../platform/jobs.ts' {
  interface JobPayloads {
    /** Issues the revocation list when it is due; run at start and every hour. */
    'certificates/issue-crl': Record<never, never>;
  }
}

export function requestCrl(tx: Tx): Promise<void> {
  return addJob(tx, 'certificates/issue-crl', {});
}
