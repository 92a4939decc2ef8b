import { checkDer } from '../../der/check.ts';
import { PkiError } from '../../errors.ts';
import type { CertificateRule } from '../rule.ts';

/** Every extension holds one strict DER value, those nobody here reads too. */
export const extensionEncoding: CertificateRule = {
  rule: 'rfc5280/extension-encoding',
  citation: 'RFC 5280 §4.2; X.690 §10',
  severity: 'error',
  check({ extensions }) {
    const broken = extensions.find(({ value }) => !isDer(value));
    return broken && `extension ${broken.oid} does not hold DER`;
  },
};

function isDer(value: Uint8Array): boolean {
  try {
    checkDer(value);
    return true;
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}
