/**
 * The signer's connection pool. Every query is qualified with schema `signer`; nothing else is reachable by its role.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export interface OpenOptions {
  databaseUrl: string;
  /** Told when an idle connection breaks; the pool replaces it. */
  onError: (error: Error) => void;
}

/** Opens the pool; connections are made when first needed. */
export function openDatabase({ databaseUrl, onError }: OpenOptions): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 8,
    application_name: 'qianyin-signer',
    // Every statement is short. One that is not holds rows others wait for: better an error than a signer that hangs.
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
  });
  // Without a listener a stopped database would end the process.
  pool.on('error', onError);
  // The pool listens to idle connections alone; one in use tells its query, and must not end the process beside.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema('signer');
}
