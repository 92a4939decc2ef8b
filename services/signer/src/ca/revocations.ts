/**
 * Revocation is one-way: the signer remembers each one it has signed. The attack this stops: an intruder on the server
 * who asks for a fresh CRL or a "good" answer that makes a revoked certificate valid again.
 */
import type { RevokedCertificate } from '@qianyin/pki';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';

const refuse = (field: string): never => {
  throw new SignerError('signer/structure-refused', { field });
};

/** Checks a CRL's entries against what was signed before and remembers the new ones. Throws signer/structure-refused. */
export async function keepRevocations(
  trx: Trx,
  revoked: readonly RevokedCertificate[],
  thisUpdate: Date,
): Promise<void> {
  const listed = new Map(revoked.map(({ serial, at }) => [serial, at]));
  if (listed.size !== revoked.length) refuse('revokedCertificates');
  // A hold can be lifted, and lifting it is what this file forbids: leave holds out until they have rules of their own.
  if (revoked.some(({ reason }) => reason === 'certificateHold')) refuse('revokedCertificates.reason');
  await requireIssued(trx, [...listed.keys()]);
  const standing = await trx
    .selectFrom('revocations')
    .innerJoin('issuances', 'issuances.serial', 'revocations.serial')
    .select(['revocations.serial', 'revoked_at'])
    .where('not_after', '>', thisUpdate)
    .execute();
  for (const { serial, revoked_at } of standing) {
    if (listed.get(serial)?.getTime() !== revoked_at.getTime()) refuse('revokedCertificates');
  }
  await remember(trx, listed);
}

/** Throws signer/structure-refused unless every serial belongs to a certificate signed here. */
export async function requireIssued(trx: Trx, serials: readonly string[]): Promise<void> {
  if (serials.length === 0) return;
  const { issued } = await trx
    .selectFrom('issuances')
    .select((eb) => eb.fn.count<string>('serial').distinct().as('issued'))
    .where('serial', 'in', [...new Set(serials)])
    .where('signed_at', 'is not', null)
    .executeTakeFirstOrThrow();
  if (Number(issued) !== new Set(serials).size) refuse('serial');
}

/** Throws signer/structure-refused when one of the serials has been revoked. */
export async function requireNotRevoked(trx: Trx, serials: readonly string[]): Promise<void> {
  if (serials.length === 0) return;
  const found = await trx
    .selectFrom('revocations')
    .select('serial')
    .where('serial', 'in', [...serials])
    .executeTakeFirst();
  if (found) refuse('certStatus');
}

/** Adds what is new; a date already known stays. */
export async function remember(trx: Trx, revoked: ReadonlyMap<string, Date>): Promise<void> {
  if (revoked.size === 0) return;
  // One order for everybody: two answers that name the same certificates must not wait for each other.
  const rows = [...revoked]
    .map(([serial, revoked_at]) => ({ serial, revoked_at }))
    .toSorted((a, b) => (a.serial < b.serial ? -1 : 1));
  await trx
    .insertInto('revocations')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
