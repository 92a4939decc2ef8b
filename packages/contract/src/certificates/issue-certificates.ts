import { z } from 'zod';
import { fails } from '../errors.ts';
import { idField } from '../fields.ts';
import { operation } from '../operation.ts';
import { certificateView } from './model.ts';

/** Issue the dual certificates of a paid order whose request is stored; repeating answers the same certificates */
export const issueCertificates = operation({
  domain: 'certificates',
  name: 'issue-certificates',
  method: 'POST',
  audience: 'wallet',
  summary:
    'Issue the dual certificates of a paid order whose request is stored; repeating answers the same certificates',
})
  .errors(
    fails(
      'orders/not-found',
      'certificates/not-payable',
      'certificates/request-missing',
      'certificates/lint-failed',
      'keys/signer-unavailable',
      'keys/not-found',
      'keys/locked',
      'enterprises/already-claimed',
      'identity-proofing/required',
    ),
  )
  .input(z.object({ orderId: idField }))
  .output(certificateView);
