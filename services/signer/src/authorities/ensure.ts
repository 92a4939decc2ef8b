/**
 * The authorities at start: made once, all three in one transaction with the escrow key, or read back.
 * A crash at any point leaves none of them or all: an issuing CA without its root, or two roots, cannot be committed.
 */
import { parseCertificate } from '@qianyin/pki';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import type { AuthorityRole, Tables, Trx } from '../database/tables.ts';
import { ensureEscrowKey } from '../kmc/escrow.ts';
import type { Authorities, Authority } from './authorities.ts';
import { makeAuthority } from './make.ts';
import type { MakeDeps } from './make.ts';
import { RENEW_OCSP_BEFORE_DAYS } from './plan.ts';

/** Any fixed number: two signers starting on one database take turns. */
const START_LOCK = 7_301_945;
const DAY_MS = 86_400_000;

type Deps = MakeDeps & Pick<Signer, 'db'> & { dataDir: string };

/** Reads the newest generation of each authority, making what is missing or runs out. */
export async function ensureAuthorities(deps: Deps): Promise<Authorities> {
  return deps.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${START_LOCK})`.execute(trx);
    await ensureEscrowKey(trx, deps);
    const root = (await readNewest(trx, 'root')) ?? (await add(trx, deps, { role: 'root', generation: 1 }));
    const issuing =
      (await readNewest(trx, 'issuing')) ?? (await add(trx, deps, { role: 'issuing', generation: 1, issuer: root }));
    const known = await readNewest(trx, 'ocsp');
    const ocsp =
      known && !runsOut(known, deps.clock())
        ? known
        : await add(trx, deps, { role: 'ocsp', generation: (known?.generation ?? 0) + 1, issuer: issuing });
    return { root, issuing, ocsp };
  });
}

function runsOut({ parsed }: Authority, at: Date): boolean {
  return parsed.notAfter.getTime() - at.getTime() < RENEW_OCSP_BEFORE_DAYS * DAY_MS;
}

async function add(trx: Trx, deps: Deps, options: Parameters<typeof makeAuthority>[1]): Promise<Authority> {
  const made = await makeAuthority(deps, options);
  const at = deps.clock();
  await trx
    .insertInto('authorities')
    .values({
      role: made.role,
      generation: made.generation,
      certificate: made.certificate,
      key_reference: made.keyReference,
      created_at: at,
    })
    .execute();
  await appendAudit(trx, at, {
    action: 'authority-made',
    subject: made.role,
    detail: { generation: made.generation, serial: made.parsed.serial },
  });
  return made;
}

async function readNewest(trx: Trx, role: AuthorityRole): Promise<Authority | undefined> {
  const row = await trx
    .selectFrom('authorities')
    .selectAll()
    .where('role', '=', role)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && fromRow(row);
}

function fromRow(row: Selectable<Tables['authorities']>): Authority {
  const certificate = new Uint8Array(row.certificate);
  return {
    role: row.role,
    generation: row.generation,
    certificate,
    parsed: parseCertificate(certificate),
    keyReference: new Uint8Array(row.key_reference),
  };
}
