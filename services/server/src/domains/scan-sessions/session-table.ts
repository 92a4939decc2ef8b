/** The tables of sessions, and a row as the domain's type. */
import type { ScanKind } from '@qianyin/contract';
import type { Selectable } from 'kysely';
import type { Db } from '../../platform/database.ts';
import type { OidcRequest, Session } from './model.ts';

type SessionTables = {
  'scan_sessions.session': {
    id: string;
    platform_id: string;
    kind: ScanKind;
    origin: string;
    display: string;
    digest: string;
    secret_sealed: Buffer;
    result_token_hash: Buffer;
    typed_code: string;
    browser_address: string;
    browser_agent: string;
    uscc: string | null;
    oidc: OidcRequest | null;
    opened_at: Date;
    scan_by: Date;
    scanned_at: Date | null;
    act_by: Date | null;
    account_id: string | null;
    jkt: string | null;
    number: string | null;
    numbers: string[] | null;
    certificate_id: string | null;
    seal_id: string | null;
    statement: string | null;
    ceremony_id: string | null;
    confirmed_at: Date | null;
    statement_signature: Buffer | null;
    refused_at: Date | null;
    refusal: string | null;
    failed_at: Date | null;
    failure: string | null;
    result_taken_at: Date | null;
  };
  'scan_sessions.typed_try': { account_id: string; at: Date };
};

export type SessionRow = Selectable<SessionTables['scan_sessions.session']>;

export const sessionTables = (db: Db) => db.withTables<SessionTables>();

export function sessionOf(row: SessionRow): Session {
  return {
    id: row.id,
    platformId: row.platform_id,
    kind: row.kind,
    origin: row.origin,
    display: row.display,
    digest: row.digest,
    browserAddress: row.browser_address,
    browserAgent: row.browser_agent,
    uscc: row.uscc,
    oidc: row.oidc,
    openedAt: row.opened_at,
    scanBy: row.scan_by,
    scannedAt: row.scanned_at,
    actBy: row.act_by,
    accountId: row.account_id,
    jkt: row.jkt,
    number: row.number,
    numbers: row.numbers,
    certificateId: row.certificate_id,
    sealId: row.seal_id,
    statement: row.statement,
    ceremonyId: row.ceremony_id,
    confirmedAt: row.confirmed_at,
    statementSignature: row.statement_signature,
    refusedAt: row.refused_at,
    failedAt: row.failed_at,
    resultTakenAt: row.result_taken_at,
  };
}
