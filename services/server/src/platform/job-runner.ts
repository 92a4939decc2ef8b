/**
 * Runs the jobs inside this process, and keeps them running: when the database is away the library gives up, and what a
 * killed worker held it gives back after four hours only. Both are mended here.
 */
import { setTimeout as wait } from 'node:timers/promises';
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
import type { Db } from './database.ts';
import type { Tasks } from './jobs.ts';

const RESTART_MS = 1000;
const RELEASE_EVERY_MS = 15_000;
/** Every task takes seconds. */
const LOST_AFTER = '45 seconds';

interface JobOptions {
  databaseUrl: string;
  log: Logger;
}

interface RunOptions extends JobOptions {
  db: Db;
  tasks: Tasks;
  /** Crontab lines, e.g. `* * * * * audit/chain`. */
  every: string;
}

/** Brings the worker's own tables, so that jobs can be added. */
export function migrateJobs(options: JobOptions): Promise<void> {
  return runMigrations(connection(options));
}

/** Starts the worker, and again whenever it has given up. */
export async function runJobs(options: RunOptions): Promise<{ stop(): Promise<void> }> {
  const { db, log } = options;
  const stopping = new AbortController();
  let runner = await startRunner(options);
  const watching = (async () => {
    for (;;) {
      await runner.promise.catch(() => undefined);
      if (stopping.signal.aborted) return;
      log.warn('jobs have stopped, starting them again');
      runner = await startAgain(options, stopping.signal, runner);
    }
  })();
  const releasing = setInterval(() => {
    releaseLostJobs(db).catch((error: unknown) => log.warn({ err: String(error) }, 'jobs not released'));
  }, RELEASE_EVERY_MS);
  return {
    async stop() {
      clearInterval(releasing);
      stopping.abort();
      // One that has stopped by itself says so by a rejection.
      await runner.stop().catch(() => undefined);
      await watching;
    },
  };
}

function startRunner({ tasks, every, ...options }: RunOptions): Promise<Runner> {
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    taskList[name] = (payload) => (task as (payload: unknown) => Promise<void>)(payload);
  }
  return run({
    ...connection(options),
    taskList,
    crontab: every,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    // Unbatched, a result that cannot be written is an unhandled rejection in the library and ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

/** Tries until the database answers; the former one when it is told to stop. */
async function startAgain(options: RunOptions, signal: AbortSignal, former: Runner): Promise<Runner> {
  for (;;) {
    await wait(RESTART_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return former;
    try {
      const runner = await startRunner(options);
      if (signal.aborted) await runner.stop();
      return runner;
    } catch (error) {
      options.log.warn({ err: String(error) }, 'jobs not started');
    }
  }
}

/** Gives back the jobs of a worker that was killed, or that lost the database, while it held them. */
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
