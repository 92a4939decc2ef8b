/**
 * Verifies a stranger's PDF in a thread of its own that is ended when it takes too long: anybody may hand in a file,
 * and one made to be slow must not stop the service for everybody else. Few run at once, few wait.
 */
import { Worker } from 'node:worker_threads';
import type { PkiErrorCode } from '@qianyin/pki';
import type { PdfReport, PdfSignatureReport } from '@qianyin/pki/pdf';
import { Refusal } from '../../platform/errors.ts';

const TIMEOUT_MS = 15_000;
const AT_ONCE = 2;
const WAITING = 8;
const PROGRAM = new URL('judge-program.ts', import.meta.url);

export interface Question {
  pdf: Uint8Array;
  /** DER. */
  root: Uint8Array;
  issuing: Uint8Array;
}

/** A signature as the thread reports it; `der` is the signer's certificate. */
export type JudgedSignature = Omit<PdfSignatureReport, 'certificate'> & { der: Uint8Array | undefined };

export type Judged =
  | { report: Pick<PdfReport, 'modifiedAfterLastSignature'> & { signatures: JudgedSignature[] } }
  | { refused: PkiErrorCode };

let running = 0;
const waiting: (() => void)[] = [];

/** Throws `server/unavailable` when too many wait, `documents/pdf-unreadable` for a file that takes too long. */
export async function judgePdf(question: Question): Promise<Judged> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) throw new Refusal('server/unavailable');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await inThread(question);
  } finally {
    // The place goes to who waits; without anybody it is free.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function inThread(question: Question): Promise<Judged> {
  const worker = new Worker(PROGRAM, { workerData: question, resourceLimits: { maxOldGenerationSizeMb: 256 } });
  return new Promise<Judged>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Refusal('documents/pdf-unreadable')), TIMEOUT_MS);
    worker.once('message', resolve);
    // Also a file that needs more memory than the thread may take.
    worker.once('error', (cause) => reject(new Refusal('documents/pdf-unreadable', { cause })));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Refusal('documents/pdf-unreadable'));
    });
  }).finally(() => worker.terminate());
}
