/**
 * One OCSP answer (RFC 6960): the state of certificates as the database knows it at this moment, signed by the signer's
 * delegate. Never throws: what cannot be read or answered is one of the protocol's own refusals (§2.3).
 */
import {
  type CertId,
  type CertificateStatus,
  type OcspErrorStatus,
  type OcspRequest,
  PkiError,
  assembleOcspResponse,
  buildOcspError,
  buildOcspResponseData,
  isOfIssuer,
  parseOcspRequest,
} from '@qianyin/pki';
import { SignerError, type SignerClient } from '@qianyin/signer/interface';
import type { Logger } from 'pino';
import { type Clock, addSeconds } from '../../../platform/clock.ts';
import { type Db, isDatabaseAway } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { type Authorities, authorities } from '../authorities.ts';
import { wholeSecond } from '../rules.ts';
import { certificateBySerial } from '../store.ts';

const LIFE_SECONDS = 24 * 3600;

export interface OcspDeps {
  db: Db;
  clock: Clock;
  signer: SignerClient;
  log: Logger;
}

export interface OcspReply {
  der: Uint8Array;
  /** False for a refusal, which nobody may keep. */
  answered: boolean;
}

export async function answerOcsp(deps: OcspDeps, der: Uint8Array): Promise<OcspReply> {
  const request = readRequest(der);
  if (request === undefined) return refusal('malformedRequest');
  try {
    return await answer(deps, request, await authorities(deps.signer));
  } catch (error) {
    if (isAway(error)) return refusal('tryLater');
    if (!isOtherDelegate(error)) return failed(deps, error);
  }
  try {
    return await answer(deps, request, await authorities(deps.signer, { refresh: true }));
  } catch (error) {
    return failed(deps, error);
  }
}

function readRequest(der: Uint8Array): OcspRequest | undefined {
  try {
    return parseOcspRequest(der);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

async function answer(
  { db, clock, signer }: OcspDeps,
  { certIds, nonce }: OcspRequest,
  authority: Authorities,
): Promise<OcspReply> {
  const thisUpdate = wholeSecond(clock.now());
  const nextUpdate = addSeconds(thisUpdate, LIFE_SECONDS);
  const answers = [];
  for (const certId of certIds)
    answers.push({ certId, status: await statusOf(db, certId, authority, thisUpdate), thisUpdate, nextUpdate });
  const responder = authority.ocsp;
  const tbs = buildOcspResponseData({ responder, producedAt: thisUpdate, answers, ...(nonce ? { nonce } : {}) });
  const { signature } = await signer.signOcsp({ tbs });
  return { der: assembleOcspResponse(tbs, signature, responder), answered: true };
}

/** "unknown" covers other issuers and serials that were never handed out (§2.2). */
async function statusOf(db: Db, certId: CertId, { issuing }: Authorities, now: Date): Promise<CertificateStatus> {
  if (!isOfIssuer(certId, issuing)) return { kind: 'unknown' };
  const pair = await certificateBySerial(db, certId.serial);
  if (pair === undefined) return { kind: 'unknown' };
  if (pair.revokedAt === null || pair.revokedAt > now) return { kind: 'good' };
  return { kind: 'revoked', at: pair.revokedAt, reason: pair.revocationReason ?? 'unspecified' };
}

const isAway = (error: unknown): boolean =>
  error instanceof Refusal ||
  isDatabaseAway(error) ||
  (error instanceof SignerError && ['signer/unreachable', 'signer/timeout'].includes(error.code));

/** The signer was restarted with a new delegate and refuses answers in the name of the old one. */
const isOtherDelegate = (error: unknown): boolean =>
  error instanceof SignerError && error.code === 'signer/structure-refused' && error.data.field === 'responderID';

const refusal = (status: OcspErrorStatus): OcspReply => ({ der: buildOcspError(status), answered: false });

function failed({ log }: OcspDeps, error: unknown): OcspReply {
  log.error({ err: error }, 'no OCSP answer');
  return refusal('internalError');
}
