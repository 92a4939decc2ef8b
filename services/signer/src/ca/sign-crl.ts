/** sign-crl: a revocation list of the issuing CA (RFC 5280 section 5), checked before it is signed. */
import { sm3 } from '@qianyin/gm';
import { lintCrl, parseTbsCrl, PkiError, sameName } from '@qianyin/pki';
import { sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { signAs } from '../authorities/authorities.ts';
import type { Authority } from '../authorities/authorities.ts';
import type { Signer } from '../context.ts';
import { sameBytes } from '../database/bytes.ts';
import type { Trx } from '../database/tables.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { CLOCK_SKEW_MS, STATUS_LIFE_MS } from '../limits.ts';
import { keepRevocations } from './revocations.ts';

/** Any fixed number: lists are signed one after the other. */
const CRL_LOCK = 7_301_948;

type Deps = Pick<Signer, 'db' | 'keyStore' | 'authorities' | 'clock'>;
type TbsCrl = ReturnType<typeof parseTbsCrl>;

const refuse = (field: string, cause?: unknown): never => {
  throw new SignerError('signer/structure-refused', { field }, { cause });
};

/** Throws signer/structure-refused with the field at fault. */
export async function signCrl(deps: Deps, { tbs }: RequestOf<'sign-crl'>): Promise<ReplyOf<'sign-crl'>> {
  const { db, keyStore, authorities, clock } = deps;
  const list = parse(tbs);
  const tbsHash = sm3(tbs);
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${CRL_LOCK})`.execute(trx);
    const stored = await trx.selectFrom('crls').select('signature').where('tbs_hash', '=', tbsHash).executeTakeFirst();
    if (stored) return { signature: new Uint8Array(stored.signature) };
    const at = clock();
    requireOurs(list, authorities.issuing);
    requireTimes(list, at);
    requireLintFree(tbs, authorities.issuing);
    const number = await requireNextNumber(trx, list);
    await keepRevocations(trx, [...list.revoked], list.thisUpdate);
    const signature = await signAs(keyStore, authorities.issuing, tbs);
    await trx.insertInto('crls').values({ number, tbs_hash: tbsHash, signature, signed_at: at }).execute();
    await appendAudit(trx, at, {
      action: 'crl-signed',
      subject: 'issuing',
      detail: { number, entries: list.revoked.size, tbs: Buffer.from(tbsHash).toString('hex') },
    });
    return { signature };
  });
}

function parse(tbs: Uint8Array): TbsCrl {
  try {
    return parseTbsCrl(tbs);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return refuse(error.field ?? 'tbs', error);
  }
}

function requireOurs(list: TbsCrl, { parsed }: Authority): void {
  // Full lists of all certificates only: what a part leaves out would look like a revocation taken back.
  if (list.baseNumber !== undefined || list.scope) refuse('crlExtensions');
  if (!sameName(list.issuer, parsed.subject)) refuse('issuer');
  const keyId = parsed.subjectKeyId;
  if (!list.authorityKeyId || !keyId || !sameBytes(list.authorityKeyId, keyId)) refuse('authorityKeyId');
}

function requireTimes({ thisUpdate, nextUpdate }: TbsCrl, at: Date): void {
  if (Math.abs(thisUpdate.getTime() - at.getTime()) > CLOCK_SKEW_MS) refuse('thisUpdate');
  if (nextUpdate <= at || nextUpdate.getTime() - thisUpdate.getTime() > STATUS_LIFE_MS) refuse('nextUpdate');
}

/** What is well-formed and ours can still break a rule that verifiers hold lists to. */
function requireLintFree(tbs: Uint8Array, { parsed }: Authority): void {
  const finding = lintCrl(tbs, { issuer: parsed }).find(({ severity }) => severity === 'error');
  if (finding) refuse(finding.rule);
}

/** The number in decimal. A repeated or smaller one would let an old list pass for the newest. */
async function requireNextNumber(trx: Trx, list: TbsCrl): Promise<string> {
  if (list.number === undefined) return refuse('crlNumber');
  const number = BigInt(`0x${list.number}`);
  const newest = await trx.selectFrom('crls').select('number').orderBy('number', 'desc').limit(1).executeTakeFirst();
  if (newest && number <= BigInt(newest.number)) refuse('crlNumber');
  return number.toString();
}
