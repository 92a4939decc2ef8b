/** RSAVP1 (RFC 8017 §5.2.2): s^e mod n over public values, at most 8192 bits and an exponent of 32. */
import { fromHex } from '../../bytes.ts';
import { toInteger } from '../nist-curve.ts';
import type { RsaPublicKey } from '../rsa-key.ts';

/** As many bytes as the modulus, or undefined when s is not below n. */
export function publicOperation({ modulus, exponent }: RsaPublicKey, signature: Uint8Array): Uint8Array | undefined {
  const n = toInteger(modulus);
  const s = toInteger(signature);
  if (s >= n) return undefined;
  let power = s;
  for (const bit of exponent.toString(2).slice(1)) {
    power = (power * power) % n;
    if (bit === '1') power = (power * s) % n;
  }
  return fromHex(power.toString(16).padStart(modulus.length * 2, '0'));
}
