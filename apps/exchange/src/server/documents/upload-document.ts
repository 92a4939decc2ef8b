/**
 * Takes a PDF in. Only what is cheap is looked at here: size, name, the marks at both ends (ISO 32000-2 §7.5.2, §7.5.5).
 * Whether it can be read and sealed is the service's answer when a sealing is opened.
 */
import { displayText } from '@qianyin/contract';
import type { Db } from '@qianyin/service/database';
import { MAX_PDF_BYTES, MAX_PDF_MEGABYTES } from '../../shared/views.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { bytesOf, insertDocument } from './store.ts';

const MARK_WITHIN = 1024;

export interface UploadParts {
  db: Db;
  clock: Clock;
  /** What one unit may keep. */
  unitMegabytes: number;
}

interface Upload {
  unitId: string;
  name: string;
  content: Buffer;
}

/** The new document's id. */
export async function uploadDocument({ db, clock, unitMegabytes }: UploadParts, upload: Upload): Promise<string> {
  const { unitId, content } = upload;
  const name = displayText.max(120).safeParse(upload.name.replace(/^.*[\\/]/, ''));
  if (!name.success) throw new Refusal('exchange/file-name-invalid');
  checkPdfMarks(content);
  if ((await bytesOf(db, unitId)) + content.length > unitMegabytes * 1024 * 1024)
    throw new Refusal('exchange/storage-full', { maxMegabytes: unitMegabytes });
  return insertDocument(db, { unitId, name: name.data, content, seals: 0, originId: null, now: clock.now() });
}

/** Refuses what is too large or shows at its ends that it is no PDF. */
export function checkPdfMarks(content: Buffer): void {
  if (content.length > MAX_PDF_BYTES) throw new Refusal('exchange/file-too-large', { maxMegabytes: MAX_PDF_MEGABYTES });
  const head = content.subarray(0, MARK_WITHIN).toString('latin1');
  const tail = content.subarray(-MARK_WITHIN).toString('latin1');
  if (!head.includes('%PDF-') || !tail.includes('%%EOF')) throw new Refusal('exchange/not-a-pdf');
}
