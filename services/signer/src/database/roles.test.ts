import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { temporarySigner } from '../testing/temporary-signer.ts';

test('another role of the same database can neither read nor change one table of the signer, nor take its schema', async () => {
  await using running = await temporarySigner();
  const tables = await running.signer.db.introspection.getTables();
  const own = tables.filter(({ schema }) => schema === 'signer').map(({ name }) => name);
  assert.ok(own.includes('keys') && own.includes('authorities') && own.includes('audit'));
  const stranger = new pg.Client({ connectionString: await running.database.urlAs('qy_server') });
  await stranger.connect();
  const denied = { code: '42501' };
  try {
    for (const table of own) {
      await assert.rejects(stranger.query(`select * from signer.${table}`), denied, table);
      await assert.rejects(stranger.query(`delete from signer.${table}`), denied, table);
    }
    await assert.rejects(stranger.query('create table signer.mine (n int)'), denied);
    await assert.rejects(stranger.query('drop schema signer cascade'), denied);
    await assert.rejects(stranger.query('set role qy_signer'), denied);
  } finally {
    await stranger.end();
  }
});
