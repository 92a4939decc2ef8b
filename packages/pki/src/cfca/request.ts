/**
 * The request for a double certificate as CFCA takes it: a challenge password and the temporary public key to which the
 * encryption key is returned, both without the SET of Attribute. It is read by parseCsr and signed like any request.
 */
import type { PublicKeyInput } from '../algorithms/public-key.ts';
import { ATTRIBUTE_OID, temporaryKeyBlob } from '../csr/attributes.ts';
import { writeCsrInfo } from '../csr/request.ts';
import { integer, octetString, oid, printable, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import type { Name, NameInput } from '../x509/name.ts';

export interface CfcaCsrInput {
  subject: NameInput | Name;
  publicKey: PublicKeyInput;
  /** SM2, 04‖X‖Y; of a key pair made for this request alone. */
  temporaryPublicKey: Uint8Array;
  /** PrintableString characters. */
  challengePassword: string;
}

/** CertificationRequestInfo: the message to be signed. Throws `pki/bad-value` and `pki/unsupported-key` by field. */
export function buildCfcaCsrInfo(input: CfcaCsrInput): Uint8Array {
  const { challengePassword, temporaryPublicKey } = input;
  if (challengePassword.length === 0 || challengePassword.length > 255) {
    throw new PkiError('pki/bad-value', '1 to 255 characters expected', { field: 'challengePassword' });
  }
  const blob = sequence(integer(1), octetString(temporaryKeyBlob(temporaryPublicKey)));
  return writeCsrInfo(input, [
    sequence(oid(ATTRIBUTE_OID.challengePassword), printable(challengePassword, 'challengePassword')),
    sequence(oid(ATTRIBUTE_OID.temporaryPublicKey), octetString(blob)),
  ]);
}
