/** sign-ocsp: response data signed by the OCSP delegate (RFC 6960 section 4.2), checked before it is signed. */
import { isOfIssuer, keyIdentifier, lintOcspResponseData, parseOcspResponseData, PkiError } from '@qianyin/pki';
import type { OcspResponseData } from '@qianyin/pki';
import { appendAudit } from '../audit/append.ts';
import { signAs } from '../authorities/authorities.ts';
import type { Authority } from '../authorities/authorities.ts';
import type { Signer } from '../context.ts';
import { sameBytes } from '../database/bytes.ts';
import { SignerError } from '../interface/index.ts';
import type { ReplyOf, RequestOf } from '../interface/index.ts';
import { CLOCK_SKEW_MS, STATUS_LIFE_MS } from '../limits.ts';
import { remember, requireIssued, requireNotRevoked } from './revocations.ts';

type Deps = Pick<Signer, 'db' | 'keyStore' | 'authorities' | 'clock'>;

const refuse = (field: string, cause?: unknown): never => {
  throw new SignerError('signer/structure-refused', { field }, { cause });
};

/** Throws signer/structure-refused with the field at fault. */
export async function signOcsp(deps: Deps, { tbs }: RequestOf<'sign-ocsp'>): Promise<ReplyOf<'sign-ocsp'>> {
  const { db, keyStore, authorities, clock } = deps;
  const data = parse(tbs);
  const at = clock();
  requireDelegate(data, authorities.ocsp);
  requireTimes(data, at);
  requireLintFree(tbs, authorities.ocsp);
  const { good, revoked } = sortAnswers(data, authorities.issuing);
  return db.transaction().execute(async (trx) => {
    await requireIssued(trx, [...good, ...revoked.keys()]);
    await requireNotRevoked(trx, good);
    await remember(trx, revoked);
    const signature = await signAs(keyStore, authorities.ocsp, tbs);
    await appendAudit(trx, at, {
      action: 'ocsp-signed',
      subject: 'ocsp',
      detail: { good, revoked: [...revoked.keys()] },
    });
    return { signature };
  });
}

function parse(tbs: Uint8Array): OcspResponseData {
  try {
    return parseOcspResponseData(tbs);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return refuse(error.field ?? 'tbs', error);
  }
}

function requireDelegate({ responder }: OcspResponseData, { parsed }: Authority): void {
  if (!('keyHash' in responder) || !sameBytes(responder.keyHash, keyIdentifier(parsed.publicKey)))
    refuse('responderID');
}

function requireTimes({ producedAt, answers }: OcspResponseData, at: Date): void {
  if (Math.abs(producedAt.getTime() - at.getTime()) > CLOCK_SKEW_MS) refuse('producedAt');
  if (answers.length === 0) refuse('responses');
  for (const { thisUpdate, nextUpdate } of answers) {
    if (thisUpdate.getTime() > at.getTime() + CLOCK_SKEW_MS) refuse('thisUpdate');
    if (!nextUpdate || nextUpdate <= at || nextUpdate.getTime() - at.getTime() > STATUS_LIFE_MS) refuse('nextUpdate');
  }
}

/** What is well-formed and ours can still break a rule that verifiers hold answers to. */
function requireLintFree(tbs: Uint8Array, { parsed }: Authority): void {
  const finding = lintOcspResponseData(tbs, { responder: parsed }).find(({ severity }) => severity === 'error');
  if (finding) refuse(finding.rule);
}

/** Serials by status. Of another issuer's certificates the delegate may say nothing but "unknown". */
function sortAnswers({ answers }: OcspResponseData, { parsed }: Authority) {
  const good: string[] = [];
  const revoked = new Map<string, Date>();
  for (const { certId, status } of answers) {
    if (status.kind === 'unknown') continue;
    if (!isOfIssuer(certId, parsed)) refuse('certID');
    if (status.kind === 'good') good.push(certId.serial);
    else revoked.set(certId.serial, status.at);
  }
  return { good, revoked };
}
