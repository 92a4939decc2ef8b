/**
 * Writing the private extensions that name the holder (GM/T 0015-2012): PrintableString; the person as CHOICE [0]
 * EXPLICIT PrintableString, the reading most fielded software picked. Reading them is in holder-identifiers.ts.
 *
 * The person identifier is whatever the caller hands in. A certificate is public: hand in a keyed hash or a masked
 * form, never the ID number itself. PrintableString has no `*` and no `_`.
 */
import { OID } from '../der/oids.ts';
import { explicit, printable } from '../der/write.ts';
import { PkiError } from '../errors.ts';

export interface IdentifierInput {
  /** Unified social credit code, 18 characters. */
  uscc?: string;
  /** Public in the certificate: a keyed hash or masked form, never the ID number. PrintableString characters only. */
  personId?: string;
  insuranceNumber?: string;
  /** 工商注册号, where there is no credit code. */
  businessRegistration?: string;
  taxationNumber?: string;
}

const PLAIN = {
  insuranceNumber: OID.insuranceNumber,
  businessRegistration: OID.icRegistrationNumber,
  taxationNumber: OID.taxationNumber,
} as const;

/** In the order of their object identifiers. Throws `pki/bad-value` with the field. */
export function buildIdentifiers(input: IdentifierInput): { oid: string; value: Uint8Array }[] {
  const list: { oid: string; value: Uint8Array }[] = [];
  if (input.personId !== undefined) {
    list.push({ oid: OID.identifyCode, value: explicit(0, bounded(input.personId, 'personId', 128)) });
  }
  for (const field of ['insuranceNumber', 'businessRegistration'] as const) {
    const text = input[field];
    if (text !== undefined) list.push({ oid: PLAIN[field], value: bounded(text, field, 64) });
  }
  if (input.uscc !== undefined) list.push({ oid: OID.organizationCode, value: buildUscc(input.uscc) });
  if (input.taxationNumber !== undefined) {
    list.push({ oid: PLAIN.taxationNumber, value: bounded(input.taxationNumber, 'taxationNumber', 64) });
  }
  return list;
}

function buildUscc(uscc: string): Uint8Array {
  if (/^[0-9A-Z]{18}$/.test(uscc)) return printable(uscc, 'uscc');
  throw new PkiError('pki/bad-value', '18 digits and capital letters expected', { field: 'uscc' });
}

function bounded(text: string, field: string, max: number): Uint8Array {
  if (text.length > 0 && text.length <= max) return printable(text, field);
  throw new PkiError('pki/bad-value', `1 to ${max} characters expected`, { field });
}
