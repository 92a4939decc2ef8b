/** Jobs of this domain. */
declare module '../../platform/jobs.ts' {
  interface JobPayloads {
    /** Asks the provider about every open payment; run each minute. */
    'payments/requery': Record<never, never>;
  }
}
export type PaymentJobs = 'payments/requery';
