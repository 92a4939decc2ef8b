import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { preparedScan, scanId } from './model.ts';

/** Choose certificate (and seal): answers what is to be co-signed and lays the seal into the document */
export const prepareScanSession = operation({
  domain: 'scan-sessions',
  name: 'prepare-scan-session',
  method: 'POST',
  audience: 'wallet',
  summary: 'Choose certificate (and seal): answers what is to be co-signed and lays the seal into the document',
})
  .errors(
    fails(
      'scan/not-found',
      'scan/expired',
      'scan/not-waiting',
      'scan/certificate-not-eligible',
      'seals/not-found',
      'certificates/not-found',
      'certificates/not-usable',
      'documents/page-missing',
      'documents/pdf-unreadable',
    ),
  )
  .input(z.object({ id: scanId, certificateId: idField, sealId: idField.nullable() }))
  .output(preparedScan);
