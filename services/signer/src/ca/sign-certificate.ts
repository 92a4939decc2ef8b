/**
 * sign-certificate: spends the token, signs the linted bytes, stores and records in one commit.
 * The signature is computed inside the transaction on purpose: if the commit fails it never leaves this function, so
 * nothing exists that the issuances and the audit chain do not show.
 */
import { constantTimeEqual, sm3 } from '@qianyin/gm';
import { sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { signAs } from '../authorities/authorities.ts';
import type { Signer } from '../context.ts';
import { sameBytes } from '../database/bytes.ts';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { HOUR_MS, TOKEN_LIFE_MS } from '../limits.ts';

/** Any fixed number: issuances are counted one after the other. */
const ISSUING_LOCK = 7_301_947;

type Deps = Pick<Signer, 'db' | 'keyStore' | 'authorities' | 'clock' | 'limits'>;

/** Throws the codes listed in interface/sign-certificate.ts. */
export async function signCertificate(
  deps: Deps,
  { issuanceId, token, tbs }: RequestOf<'sign-certificate'>,
): Promise<ReplyOf<'sign-certificate'>> {
  const { db, keyStore, authorities, clock, limits } = deps;
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('issuances')
      .selectAll()
      .where('issuance_id', '=', issuanceId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new SignerError('signer/issuance-unknown');
    // One answer for a wrong token and for other bytes: a stolen token signs nothing but what was linted.
    if (!constantTimeEqual(sm3(token), new Uint8Array(row.token_hash)) || !sameBytes(row.tbs, tbs)) {
      throw new SignerError('signer/token-wrong');
    }
    if (row.signature) return { signature: new Uint8Array(row.signature) };
    const at = clock();
    if (at.getTime() - row.linted_at.getTime() > TOKEN_LIFE_MS) throw new SignerError('signer/token-expired');
    await requireIssuingRate(trx, at, limits.issuancesPerHour);

    const signature = await signAs(keyStore, authorities.issuing, tbs);
    await trx
      .updateTable('issuances')
      .set({ signature, signed_at: at })
      .where('issuance_id', '=', issuanceId)
      .where('signature', 'is', null)
      .execute();
    await appendAudit(trx, at, { action: 'certificate-signed', subject: issuanceId, detail: { serial: row.serial } });
    return { signature };
  });
}

async function requireIssuingRate(trx: Trx, at: Date, perHour: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ISSUING_LOCK})`.execute(trx);
  const { issued } = await trx
    .selectFrom('issuances')
    .select((eb) => eb.fn.countAll<string>().as('issued'))
    .where('signed_at', '>', new Date(at.getTime() - HOUR_MS))
    .executeTakeFirstOrThrow();
  if (Number(issued) >= perHour) throw new SignerError('signer/rate-limited');
}
