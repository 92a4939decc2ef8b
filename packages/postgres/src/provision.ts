/**
 * Roles and databases, made or repaired from an administrator's connection; safe to repeat. Nobody but the roles named
 * here may connect; a role's own schemas are made in advance so that no neighbour can take their names.
 */
import pg from 'pg';
import { databaseUrl } from './url.ts';

export interface ProvisionedRole {
  name: string;
  password: string;
  /** Schemas made for it in advance; it makes further ones itself. */
  schemas?: string[];
}

export interface ProvisionedDatabase {
  name: string;
  roles: ProvisionedRole[];
}

/** Makes the database and its roles and returns each role's address, by the role's name. */
export async function provisionDatabase(
  adminUrl: string,
  { name, roles }: ProvisionedDatabase,
): Promise<Record<string, string>> {
  await connected(adminUrl, async (client) => {
    for (const role of roles) await ensureRole(client, role);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    // template0 and C: the order of texts does not change with the machine's language.
    if (!rowCount) {
      await client.query(`create database ${id(name)} template template0 encoding 'UTF8' locale 'C'`);
    }
    await client.query(`revoke all on database ${id(name)} from public`);
    for (const role of roles)
      await client.query(`grant connect, create, temporary on database ${id(name)} to ${id(role.name)}`);
  });
  const within = new URL(adminUrl);
  within.pathname = `/${encodeURIComponent(name)}`;
  await connected(within.href, async (client) => {
    for (const role of roles) {
      for (const schema of role.schemas ?? []) {
        await client.query(`create schema if not exists ${id(schema)} authorization ${id(role.name)}`);
      }
    }
  });
  return Object.fromEntries(
    roles.map((role) => [
      role.name,
      databaseUrl(adminUrl, { database: name, role: role.name, password: role.password }),
    ]),
  );
}

async function ensureRole(client: pg.Client, { name, password }: ProvisionedRole): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (!rowCount) await client.query(`create role ${id(name)} login`);
  await client.query(`alter role ${id(name)} login password ${pg.escapeLiteral(password)}`);
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  // An administrator who is no superuser must be able to act as the role to give it schemas (PostgreSQL 16 and later).
  if (!rows[0]?.rolsuper) await client.query(`grant ${id(name)} to current_user with inherit true, set true`);
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const id = (name: string): string => pg.escapeIdentifier(name);
