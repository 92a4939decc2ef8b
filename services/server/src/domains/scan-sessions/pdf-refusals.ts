/** What a PDF's fault means to whoever sent it. */
import type { ErrorCode } from '@qianyin/contract';
import { PkiError, type PkiErrorCode } from '@qianyin/pki';
import { Refusal } from '../../platform/errors.ts';

const MEANING: Partial<Record<PkiErrorCode, ErrorCode>> = {
  'pki/not-a-pdf': 'documents/not-a-pdf',
  'pki/pdf-encrypted': 'documents/pdf-encrypted',
  'pki/pdf-active-content': 'documents/pdf-active-content',
  'pki/pdf-locked': 'documents/pdf-locked',
  'pki/pdf-too-large': 'request/too-large',
  'pki/too-many-pages': 'documents/too-many-pages',
  'pki/page-missing': 'documents/page-missing',
  'pki/bad-value': 'documents/place-off-page',
};

export async function readingPdf<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    throw new Refusal(MEANING[error.code] ?? 'documents/pdf-unreadable', { cause: error });
  }
}
