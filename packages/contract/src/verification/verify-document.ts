import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { verificationReport } from './model.ts';

/** Check every signature of a PDF: integrity, signer, chain, revocation, time */
export const verifyDocument = operation({
  domain: 'verification',
  name: 'verify-document',
  method: 'POST',
  audience: 'public',
  summary: 'Check every signature of a PDF: integrity, signer, chain, revocation, time',
})
  .errors(
    fails(
      'documents/not-a-pdf',
      'documents/pdf-encrypted',
      'documents/pdf-unreadable',
      'documents/too-many-pages',
      'keys/signer-unavailable',
    ),
  )
  .input(z.object({ file: z.file() }))
  .output(verificationReport);
