/** What the fuzzer is let loose on: every parser, and what is done with signed messages and PDFs of strangers. */
import type { Target } from '@qianyin/testkit/fuzz';
import { PkiError } from '../errors.ts';
import { checkPdf, verifyPdf } from '../pdf/index.ts';
import { MESSAGE_VERIFIERS } from './message-verifiers.ts';
import { TARGETS as PARSERS } from './parsers.ts';
import { makePdf } from './pdfs.ts';
import { sealPdf } from './sealing.ts';
import { makeToyCa } from './toy-ca.ts';

const ca = makeToyCa();
const pdf = await makePdf();
const sealed = sealPdf(ca, ca.unit, { pdf, fieldName: 'seal-1' });
const pdfs = [
  pdf,
  await makePdf({ objectStreams: true }),
  sealed,
  sealPdf(ca, ca.unit, { pdf: sealed, fieldName: 'seal-2' }),
];

export const TARGETS: readonly Target[] = [
  ...PARSERS,
  ...MESSAGE_VERIFIERS,
  { name: 'checkPdf', parse: (bytes) => checkPdf(bytes), seeds: () => pdfs },
  { name: 'verifyPdf', parse: (bytes) => verifyPdf({ pdf: bytes, roots: [ca.root.certificate] }), seeds: () => pdfs },
];

/** A refusal says where; of a PDF the place is often none. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof PkiError &&
  (typeof error.offset === 'number' || error.code.includes('pdf') || error.code === 'pki/too-many-pages');
