/** What `#verify` takes: keys that were checked, r and s in range, RSA signatures as long as the modulus. */
import type { HashName } from '../hash-name.ts';
import type { NistCurve } from '../nist-curve.ts';
import type { PublicKeyInfo } from '../public-key.ts';

export interface EcdsaCheck {
  key: PublicKeyInfo;
  curve: NistCurve;
  hash: HashName;
  message: Uint8Array;
  /** r‖s, halves of the curve's length. */
  signature: Uint8Array;
}

export interface RsaCheck {
  key: PublicKeyInfo;
  hash: HashName;
  /** In bytes, for RSASSA-PSS; undefined for PKCS #1 v1.5. */
  saltLength: number | undefined;
  message: Uint8Array;
  signature: Uint8Array;
}
