/** The worker thread of judge-pdf.ts: one file in, one report out. Nothing of the server is loaded here. */
import { parentPort, workerData } from 'node:worker_threads';
import { PkiError, parseCertificate } from '@qianyin/pki';
import { checkPdf, verifyPdf } from '@qianyin/pki/pdf';
import type { Judged, Question } from './judge-pdf.ts';
import { MAX_PAGES } from './model.ts';

/** Whoever asks may also ask about a file that could not be sealed here. */
const NO_MATTER: readonly string[] = ['pki/pdf-active-content', 'pki/pdf-locked'];

function judge({ pdf, root, issuing }: Question): Judged {
  try {
    countPages(pdf);
    const { signatures, modifiedAfterLastSignature } = verifyPdf({
      pdf,
      roots: [parseCertificate(root)],
      intermediates: [parseCertificate(issuing)],
    });
    const plain = signatures.map(({ certificate, ...rest }) => ({
      ...rest,
      der: certificate && certificate.der.slice(),
    }));
    return { report: { signatures: plain, modifiedAfterLastSignature } };
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return { refused: error.code };
  }
}

function countPages(pdf: Uint8Array): void {
  try {
    checkPdf(pdf, { maxPages: MAX_PAGES });
  } catch (error) {
    if (!(error instanceof PkiError) || !NO_MATTER.includes(error.code)) throw error;
  }
}

parentPort?.postMessage(judge(workerData as Question), []);
