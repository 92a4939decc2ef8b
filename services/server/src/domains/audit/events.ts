/** Jobs of this domain. */
declare module '../../platform/jobs.ts' {
  interface JobPayloads {
    /** Chains what was committed since; also run every minute. */
    'audit/chain': Record<never, never>;
  }
}
export type AuditJobs = 'audit/chain';
