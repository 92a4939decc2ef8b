/**
 * The authorisation statement (specs/scan-session/v1.md): what the holder signs is what the holder saw.
 * Every member is compared with what was displayed or computed here; one that differs refuses the whole.
 * That the text is the one canonical spelling without unknown members is checked where it is read (contract).
 */
import { parseStatement, type ScanRequest, type ScanStatement } from '@qianyin/contract';
import { WalletError } from './errors.ts';

/** What the phone displayed and worked out by itself. */
export interface ExpectedStatement {
  request: ScanRequest;
  /** Serial number of the chosen signing certificate, lower-case hex. */
  serial: string;
  sealId: string | null;
  /** Per document of the request, in its order: SM3 of the byte range, lower-case hex. */
  digests: string[];
  now: Date;
}

/** The statement is made at `prepare`; between it and now lie a download and a look, and two clocks. */
const MAX_SKEW_MS = 10 * 60 * 1000;

/** Throws wallet/statement-malformed, wallet/statement-differs with the member's name. */
export function checkStatement(text: string, expected: ExpectedStatement): ScanStatement {
  const statement = parseStatement(text);
  if (statement === null) throw new WalletError('wallet/statement-malformed');
  const { request } = expected;
  const same: Record<keyof ScanStatement, boolean> = {
    v: true,
    kind: statement.kind === request.kind,
    session: statement.session === request.id,
    platform: statement.platform === request.platform.id,
    origin: statement.origin === request.platform.origin,
    display: statement.display === request.display,
    documents: sameDocuments(statement, expected),
    certificate: statement.certificate === expected.serial,
    seal: statement.seal === expected.sealId,
    time: Math.abs(Date.parse(statement.time) - expected.now.getTime()) <= MAX_SKEW_MS,
    // Its form was checked by the grammar; its freshness is the service's business.
    nonce: true,
  };
  const field = Object.entries(same).find(([, ok]) => !ok)?.[0];
  if (field !== undefined) throw new WalletError('wallet/statement-differs', { field });
  return statement;
}

function sameDocuments(statement: ScanStatement, { request, digests }: ExpectedStatement): boolean {
  return (
    statement.documents.length === request.documents.length &&
    statement.documents.every(({ name, digest }, i) => name === request.documents[i]?.name && digest === digests[i])
  );
}
