export { chainEntries, verifyChain } from './chain.ts';
export type { AuditJobs } from './events.ts';
export { type Actor, recordAudit } from './store.ts';
