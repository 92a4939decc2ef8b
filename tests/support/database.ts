/** The stories' own look into the databases: what really stands there, and whether anything moved. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Story } from './story.ts';

type Service = 'server' | 'signer';

/** Rows as the service's own role sees them. A connection for each question: stories kill the database. */
export async function rows<T extends object>(
  story: Story,
  service: Service,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: configOf(story, service).databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The one number a query answers. */
export async function count(story: Story, service: Service, from: string): Promise<number> {
  const [row] = await rows<{ n: number }>(story, service, `select count(*)::int as n from ${from}`);
  return row?.n ?? 0;
}

/**
 * Digest of every table's rows, without what moves by itself: jobs, the chain that grows behind the audit's rows, when
 * a job last asked about a payment.
 */
export async function census(story: Story): Promise<Map<string, string>> {
  const all = await Promise.all((['server', 'signer'] as const).map((service) => digests(story, service)));
  return new Map(all.flat());
}

/** Tables that differ between two. */
export function changed(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);
}

async function digests(story: Story, service: Service): Promise<[string, string][]> {
  const tables = await rows<{ name: string }>(
    story,
    service,
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker', 'migration')`,
  );
  const digest = (name: string) => {
    const row = `to_jsonb(t) - '{position,hash,asked_at}'::text[]`;
    return `select '${name}' as name, md5(coalesce(string_agg((${row})::text, e'\\n' order by (${row})::text), '')) as digest from ${name} t`;
  };
  const all = await rows<{ name: string; digest: string }>(
    story,
    service,
    tables.map(({ name }) => digest(name)).join(' union all '),
  );
  return all.map(({ name, digest: value }) => [name, value]);
}

/** What the launcher told a service at its start. */
export function configOf({ dataDir }: Story, service: Service): { databaseUrl: string; socketPath?: string } {
  return JSON.parse(readFileSync(join(dataDir, 'run', `${service}.json`), 'utf8')) as { databaseUrl: string };
}
