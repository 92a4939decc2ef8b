/** Writing KeyAgreeRecipientInfo (RFC 5652 §6.2.2, RFC 5753 §3.1): version 3, an ephemeral key, one certificate. */
import type { NistCurveName } from '../algorithms/nist-curve.ts';
import { NIST_CURVES } from '../algorithms/nist-curve.ts';
import { OID } from '../der/oids.ts';
import { contextConstructed } from '../der/tags.ts';
import { bitOctets, encode, explicit, integer, octetString, oid, sequence } from '../der/write.ts';
import type { KeyWrapName } from './ecdh-recipient.ts';
import { KEY_WRAPS } from './ecdh-recipient.ts';

export interface EcdhRecipientParts {
  curve: NistCurveName;
  originator: Uint8Array;
  wrap: KeyWrapName;
  /** Encoded identifier: IssuerAndSerialNumber. */
  identifier: Uint8Array;
  encryptedKey: Uint8Array;
}

/** P-256 agrees with SHA-256, P-384 with SHA-384, P-521 with SHA-512. */
export const kdfOf = (curve: NistCurveName): 'sha256' | 'sha384' | 'sha512' =>
  curve === 'p256' ? 'sha256' : curve === 'p384' ? 'sha384' : 'sha512';

const KDF_OIDS = { sha256: OID.ecdhSha256Kdf, sha384: OID.ecdhSha384Kdf, sha512: OID.ecdhSha512Kdf } as const;

export const writeKeyWrap = (wrap: KeyWrapName): Uint8Array => sequence(oid(KEY_WRAPS[wrap].oid));

/** [1] KeyAgreeRecipientInfo for one certificate. */
export function writeEcdhRecipient(parts: EcdhRecipientParts): Uint8Array {
  const { curve, originator, wrap, identifier, encryptedKey } = parts;
  const originatorKey = encode(
    contextConstructed(1),
    sequence(oid(OID.ecPublicKey), oid(NIST_CURVES[curve].oid)),
    bitOctets(originator),
  );
  return encode(
    contextConstructed(1),
    integer(3),
    explicit(0, originatorKey),
    sequence(oid(KDF_OIDS[kdfOf(curve)]), writeKeyWrap(wrap)),
    sequence(sequence(identifier, octetString(encryptedKey))),
  );
}
