/**
 * The person identifier of a certificate (GM/T 0015-2012, IdentifyCode): a keyed hash of the identity number, in hex.
 * A certificate is public, and eighteen digits under a plain hash are found by trying them out. The same person gets
 * the same identifier in every certificate of this service. See docs/divergences.md.
 */
import type { FieldCipher } from '../../platform/field-cipher.ts';

export function personIdentifier(cipher: FieldCipher, idNumber: string): string {
  return cipher.index(idNumber, 'person-identifier').toString('hex');
}
