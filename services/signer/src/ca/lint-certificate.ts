/**
 * lint-certificate: everything that must hold before the issuing key may be used, recorded with the exact bytes.
 * The record precedes the signature: whatever was ever signed can be found here, with who stood for it.
 */
import { sm3 } from '@qianyin/gm';
import { appendAudit } from '../audit/append.ts';
import type { Signer } from '../context.ts';
import { sameBytes } from '../database/bytes.ts';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { requireFacts } from './facts.ts';
import { requireSubjectKey } from './subject-key.ts';
import { parseTbs, requireIssuedBy, requireLintFree } from './tbs.ts';

type Deps = Pick<Signer, 'db' | 'authorities' | 'clock' | 'random'>;
type Request = RequestOf<'lint-certificate'>;

/** Throws the codes listed in interface/lint-certificate.ts. */
export async function lintCertificate(deps: Deps, request: Request): Promise<ReplyOf<'lint-certificate'>> {
  const { db, authorities, clock, random } = deps;
  const { issuanceId, profile, facts, tbs } = request;
  const at = clock();
  requireFacts(facts, at);
  const parsed = parseTbs(tbs);
  requireIssuedBy(parsed, authorities.issuing, at);
  requireLintFree(tbs, profile, authorities.issuing);
  const keyId = await requireSubjectKey(db, parsed.publicKey, profile);

  const token = random(32);
  const row = {
    issuance_id: issuanceId,
    serial: parsed.serial,
    profile,
    key_id: keyId,
    tbs,
    not_after: parsed.notAfter,
    order_id: facts.orderId,
    accepted_by: facts.acceptedBy,
    approved_by: facts.approvedBy,
    paid_at: new Date(facts.paidAt),
    token_hash: sm3(token),
    linted_at: at,
  };
  await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('issuances')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) await replaceToken(trx, row);
    await appendAudit(trx, at, {
      action: 'certificate-linted',
      subject: issuanceId,
      detail: { serial: parsed.serial, profile, key: keyId, tbs: Buffer.from(sm3(tbs)).toString('hex'), ...facts },
    });
  });
  return { token };
}

/** The same bytes and facts again: a new token, the old one is void. Anything else under a used id or serial is refused. */
async function replaceToken(
  trx: Trx,
  row: { issuance_id: string; profile: string; tbs: Uint8Array; token_hash: Uint8Array; linted_at: Date } & Facts,
): Promise<void> {
  const known = await trx
    .selectFrom('issuances')
    .selectAll()
    .where('issuance_id', '=', row.issuance_id)
    .forUpdate()
    .executeTakeFirst();
  if (!known) throw new SignerError('signer/serial-taken');
  const same = known.profile === row.profile && sameBytes(known.tbs, row.tbs) && sameFacts(known, row);
  if (!same) throw new SignerError('signer/issuance-conflict');
  const { token_hash, linted_at } = row;
  await trx
    .updateTable('issuances')
    .set({ token_hash, linted_at })
    .where('issuance_id', '=', row.issuance_id)
    .execute();
}

interface Facts {
  order_id: string;
  accepted_by: string;
  approved_by: string;
  paid_at: Date;
}

function sameFacts(left: Facts, right: Facts): boolean {
  return (
    left.order_id === right.order_id &&
    left.accepted_by === right.accepted_by &&
    left.approved_by === right.approved_by &&
    left.paid_at.getTime() === right.paid_at.getTime()
  );
}
