import { bytesField, idField } from '../fields.ts';
import { cosignatureNonces, cosignatureStart } from '../keys/model.ts';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';

/** Start co-signing the PKCS #10 request of a paid order; answers the bytes to be signed */
export const beginCertificateRequest = operation({
  domain: 'certificates',
  name: 'begin-certificate-request',
  method: 'POST',
  audience: 'wallet',
  summary: 'Start co-signing the PKCS #10 request of a paid order; answers the bytes to be signed',
})
  .errors(
    fails(
      'orders/not-found',
      'certificates/not-payable',
      'certificates/already-issued',
      'keys/not-found',
      'keys/locked',
      'keys/ceremony-stale',
      'keys/device-mismatch',
      'keys/signer-unavailable',
    ),
  )
  .input(cosignatureStart.extend({ orderId: idField, keyId: idField }))
  .output(cosignatureNonces.extend({ requestInfo: bytesField({ max: 2048 }) }));
