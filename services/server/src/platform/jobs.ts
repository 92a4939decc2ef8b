/**
 * Work after the commit (SMS, notices, chaining the audit) through graphile-worker: the job is added in the same
 * transaction as the change that calls for it. A job may run more than once; each task is written to bear that.
 */
import {
  Logger as WorkerLogger,
  type Runner,
  type RunnerOptions,
  type TaskList,
  run,
  runMigrations,
} from 'graphile-worker';
import { sql } from 'kysely';
import type { Logger } from 'pino';
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

interface JobOptions {
  databaseUrl: string;
  log: Logger;
}

/** Brings the worker's own tables, so that jobs can be added. */
export function migrateJobs(options: JobOptions): Promise<void> {
  return runMigrations(connection(options));
}

/** Starts the worker inside this process. `every` holds crontab lines, e.g. `* * * * * audit/chain`. */
export function runJobs(options: JobOptions & { tasks: Tasks; every: string }): Promise<Runner> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(options.tasks)) {
    taskList[name] = (payload) => (task as (payload: unknown) => Promise<void>)(payload);
  }
  return run({
    ...connection(options),
    taskList,
    crontab: options.every,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
  });
}

function connection({ databaseUrl, log }: JobOptions): RunnerOptions {
  const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return {
    connectionString: databaseUrl,
    maxPoolSize: 3,
    logger: new WorkerLogger(() => (level, message) => log[LEVELS[level]]({ part: 'jobs' }, message)),
  };
}
