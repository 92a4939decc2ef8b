/**
 * Work after the commit (SMS, notices, chaining the audit) through graphile-worker: the job is added in the same
 * transaction as the change that calls for it. A job may run more than once; each task is written to bear that. What
 * runs them: job-runner.ts.
 */
import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** Every task's payload, by name; a domain adds its own by declaration merging in its `events.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the domains
export interface JobPayloads {}
export type JobName = keyof JobPayloads & string;

export type Tasks = { [N in JobName]: (payload: JobPayloads[N]) => Promise<void> };

/** Adds a job that runs after this transaction commits. */
export async function addJob<N extends JobName>(tx: Tx, name: N, payload: JobPayloads[N]): Promise<void> {
  const json = JSON.stringify(payload);
  await sql`select graphile_worker.add_job(${name}, payload => ${json}::json, max_attempts => 25)`.execute(tx);
}
