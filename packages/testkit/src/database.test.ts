import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { temporaryDatabase } from './database.ts';

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('two databases of one template share what was prepared and nothing else', async () => {
  let prepared = 0;
  const template = {
    name: `testkit ${process.pid}`,
    prepare: async ({ url }: { url: string }) => {
      prepared += 1;
      await rows(url, 'create table t (n int); insert into t values (1)');
    },
  };
  await using first = await temporaryDatabase(template);
  await using second = await temporaryDatabase(template);
  await rows(first.url, 'insert into t values (2)');
  assert.deepEqual(await rows(first.url, 'select n from t order by n'), [{ n: 1 }, { n: 2 }]);
  assert.deepEqual(await rows(second.url, 'select n from t'), [{ n: 1 }]);
  assert.equal(prepared, 1);
});

test('a role makes its own schema and cannot read another role’s', async () => {
  await using database = await temporaryDatabase();
  const one = await database.urlAs('testkit_one');
  const two = await database.urlAs('testkit_two');
  await rows(one, 'create schema mine; create table mine.t (n int)');
  await assert.rejects(rows(two, 'select * from mine.t'), { code: '42501' });
});
