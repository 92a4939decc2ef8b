/** The name of a unit in its certificates: country, organisation and common name, the latter two its registered name. */
import type { ClaimForm } from '@qianyin/contract';
import { buildName, type NameInput } from '@qianyin/pki';

export function unitSubject(form: Pick<ClaimForm, 'unitName'>): NameInput {
  return { organization: form.unitName, commonName: form.unitName };
}

/** Its DER, to compare with a certificate's subject. */
export function unitSubjectDer(form: Pick<ClaimForm, 'unitName'>): Uint8Array {
  return buildName(unitSubject(form));
}
