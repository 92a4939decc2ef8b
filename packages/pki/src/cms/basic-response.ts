/** The BasicOCSPResponse inside an OCSPResponse (RFC 6960 §4.2.1): what evidence is kept as. */
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readOid } from '../der/values.ts';

/** Its encoding; undefined for an unsuccessful response, or one of another type. Throws `pki/bad-structure`. */
export function basicResponseOf(response: Der): Uint8Array | undefined {
  const fields = response.open(TAG.sequence, 'OCSPResponse');
  fields.next(TAG.enumerated, 'responseStatus');
  const wrapped = fields.maybe(contextConstructed(0));
  fields.done();
  if (!wrapped) return undefined;
  const bytes = wrapped
    .open(contextConstructed(0), 'responseBytes')
    .any('responseBytes')
    .open(TAG.sequence, 'responseBytes');
  const type = readOid(bytes.any('responseType'), 'responseType');
  const content = bytes.next(TAG.octetString, 'response').content;
  bytes.done();
  return type === OID.ocspBasic ? content : undefined;
}
