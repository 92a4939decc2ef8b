/**
 * Work after the commit (SMS, notices, chaining the audit) through graphile-worker: the job is added in the same
 * transaction as the change that calls for it. A job may run more than once; each task is written to bear that.
 */
import { Logger as WorkerLogger, type RunnerOptions, type TaskList, run, runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Db, Tx } from './database.ts';

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

const RELEASE_EVERY_MS = 15_000;
const LOST_AFTER = '45 seconds';

interface JobOptions {
  databaseUrl: string;
  log: Logger;
}

/** Brings the worker's own tables, so that jobs can be added. */
export function migrateJobs(options: JobOptions): Promise<void> {
  return runMigrations(connection(options));
}

/** Starts the worker inside this process. `every` holds crontab lines, e.g. `* * * * * audit/chain`. */
export async function runJobs(
  options: JobOptions & { db: Db; tasks: Tasks; every: string },
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(options.tasks)) {
    taskList[name] = (payload) => (task as (payload: unknown) => Promise<void>)(payload);
  }
  const runner = await run({
    ...connection(options),
    taskList,
    crontab: options.every,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
  });
  const release = (): void => {
    releaseLostJobs(options.db).catch((error: unknown) =>
      options.log.warn({ err: String(error) }, 'jobs not released'),
    );
  };
  release();
  const releasing = setInterval(release, RELEASE_EVERY_MS);
  return {
    async stop() {
      clearInterval(releasing);
      await runner.stop();
    },
  };
}

/**
 * Gives back the jobs of a worker that was killed, or that lost the database, while it held them: left alone the library
 * waits four hours. Every task takes seconds, and bears being run twice.
 */
export async function releaseLostJobs(db: Db): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker._private_jobs
    where locked_at < now() - ${LOST_AFTER}::interval
    having count(*) > 0`.execute(db);
}

function connection({ databaseUrl, log }: JobOptions): RunnerOptions {
  const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return {
    connectionString: databaseUrl,
    maxPoolSize: 3,
    logger: new WorkerLogger(() => (level, message) => log[LEVELS[level]]({ part: 'jobs' }, message)),
  };
}
