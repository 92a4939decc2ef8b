import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';

/** The sealed PDF of a session this platform opened */
export const downloadSealedDocument = operation({
  domain: 'scan-sessions',
  name: 'download-sealed-document',
  method: 'GET',
  audience: 'platform',
  summary: 'The sealed PDF of a session this platform opened',
})
  .errors(fails('platforms/client-unknown', 'scan/document-not-found'))
  .input(z.object({ documentId: idField }))
  .output(z.file());
