export { chainEntries, verifyChain } from './chain.ts';
export type { AuditJobs } from './events.ts';
export { type Actor, type AuditEntry, recordAudit } from './store.ts';
