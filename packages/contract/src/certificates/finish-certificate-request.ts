import { bytesField, idField } from '../fields.ts';
import { cosignatureFinish, cosignatureResult } from '../keys/model.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';

/** Finish co-signing the PKCS #10 request; the server checks and stores it */
export const finishCertificateRequest = operation({
  domain: 'certificates',
  name: 'finish-certificate-request',
  method: 'POST',
  audience: 'wallet',
  summary: 'Finish co-signing the PKCS #10 request; the server checks and stores it',
})
  .errors(
    fails(
      'orders/not-found',
      'certificates/request-invalid',
      'keys/not-found',
      'keys/pin-wrong',
      'keys/locked',
      'keys/clone-detected',
      'keys/ceremony-stale',
      'keys/device-mismatch',
      'keys/signer-unavailable',
    ),
  )
  .input(cosignatureFinish.extend({ orderId: idField, keyId: idField }))
  .output(cosignatureResult.extend({ request: bytesField({ max: 2048 }) }));
