/** Key identifiers: SHA-1 over the BIT STRING content of the public key (RFC 5280 §4.2.1.2 method 1). A name, not a proof. */
import { sha1 } from '@noble/hashes/legacy.js';

export function keyIdentifier(publicKey: Uint8Array): Uint8Array {
  return sha1(publicKey);
}
