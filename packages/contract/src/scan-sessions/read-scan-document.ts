import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { scanId } from './model.ts';

/** The prepared PDF: the phone shows it and recomputes its digest */
export const readScanDocument = operation({
  domain: 'scan-sessions',
  name: 'read-scan-document',
  method: 'GET',
  audience: 'wallet',
  summary: 'The prepared PDF: the phone shows it and recomputes its digest',
})
  .errors(fails('scan/not-found', 'scan/document-not-found'))
  .input(z.object({ id: scanId, documentId: idField }))
  .output(z.file());
