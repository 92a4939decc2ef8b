import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { domainParts } from '../testing/domain-parts.ts';
import { inTransaction } from './database.ts';
import { releaseLostJobs } from './job-runner.ts';
import { addJob } from './jobs.ts';

test('the job of a worker that is gone is given back, one that is being run is not', async () => {
  await using parts = await domainParts();
  const { db } = parts;
  for (const [worker, seconds] of [
    ['worker-gone', 50],
    ['worker-busy', 10],
  ] as const) {
    await inTransaction(db, (tx) => addJob(tx, 'audit/chain', {}));
    await sql`
      update graphile_worker._private_jobs
      set locked_by = ${worker}, locked_at = now() - make_interval(secs => ${seconds})
      where locked_by is null`.execute(db);
  }
  await releaseLostJobs(db);
  const { rows } = await sql<{ locked_by: string | null }>`
    select locked_by from graphile_worker._private_jobs order by id`.execute(db);
  assert.deepEqual(
    rows.map((row) => row.locked_by),
    [null, 'worker-busy'],
  );
});
