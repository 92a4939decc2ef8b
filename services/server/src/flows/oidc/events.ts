/** Jobs of this flow. */
declare module '../../platform/jobs.ts' {
  interface JobPayloads {
    /** Drops the provider's records that have run out. */
    'oidc/sweep': Record<never, never>;
  }
}
export type OidcJobs = 'oidc/sweep';
