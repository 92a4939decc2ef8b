/** The extension of this type, for rules about its criticality. */
import type { TbsCertificate } from '../x509/certificate.ts';
import type { Extension } from '../x509/extensions.ts';

export function extensionOf({ extensions }: TbsCertificate, oid: string): Extension | undefined {
  return extensions.find((each) => each.oid === oid);
}
