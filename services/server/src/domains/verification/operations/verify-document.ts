/** Checks every signature of a PDF, for anybody: the plain answer and the report behind it. The file is not kept. */
import type { ErrorCode, VerificationReport } from '@qianyin/contract';
import { sm3 } from '@qianyin/gm';
import type { PkiErrorCode } from '@qianyin/pki';
import type { SignerClient } from '@qianyin/signer/interface';
import type { Db } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/errors.ts';
import { authorities, standingOf } from '../../certificates/index.ts';
import { type JudgedSignature, judgePdf } from '../judge-pdf.ts';
import { MAX_BYTES, type SignatureReport } from '../model.ts';
import { checksOf, isValid } from '../rules.ts';

const MEANING: Partial<Record<PkiErrorCode, ErrorCode>> = {
  'pki/not-a-pdf': 'documents/not-a-pdf',
  'pki/pdf-encrypted': 'documents/pdf-encrypted',
  'pki/pdf-too-large': 'request/too-large',
  'pki/too-many-pages': 'documents/too-many-pages',
};

export async function verifyDocument(
  { db, signer }: { db: Db; signer: SignerClient },
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
): Promise<VerificationReport> {
  if (file.size > MAX_BYTES) throw new Refusal('request/too-large');
  const pdf = new Uint8Array(await file.arrayBuffer());
  const { root, issuing } = await authorities(signer);
  const judged = await judgePdf({ pdf, root: root.der, issuing: issuing.der });
  if ('refused' in judged) throw new Refusal(MEANING[judged.refused] ?? 'documents/pdf-unreadable');
  const { signatures, modifiedAfterLastSignature } = judged.report;
  const reports = await Promise.all(signatures.map((signature) => reportOf(db, signature)));
  return {
    fileName: file.name,
    digest: Buffer.from(sm3(pdf)).toString('hex'),
    verdict: verdictOf(reports, modifiedAfterLastSignature),
    modifiedAfterLastSignature,
    signatures: reports,
  };
}

/**
 * One bad signature makes the document bad: which of several seals counts is not for a machine to say. So do bytes
 * behind the last one, even when nothing shown was changed: nobody has signed them.
 */
function verdictOf(reports: readonly SignatureReport[], modified: boolean): VerificationReport['verdict'] {
  if (reports.length === 0) return 'unsigned';
  return reports.every(({ valid }) => valid) && !modified ? 'valid' : 'invalid';
}

async function reportOf(db: Db, signature: JudgedSignature): Promise<SignatureReport> {
  const standing = signature.der ? await standingOf(db, signature.der) : { known: false as const };
  const checks = checksOf(signature, standing);
  return {
    fieldName: signature.fieldName,
    signerName: signature.signer,
    uscc: signature.uscc ?? null,
    issuerName: signature.issuer,
    serial: signature.serial ?? '',
    signingTime: signature.signingTime?.toISOString() ?? null,
    coversWholeFile: signature.coversWholeFile,
    checks,
    valid: isValid(checks),
  };
}
