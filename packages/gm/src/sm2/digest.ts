/**
 * Z and e of SM2 signatures (GM/T 0003.2-2012 clauses 5.5 and 6.1; GM/T 0009-2012 clause 8 for the default identifier).
 */

import type { Bytes } from '../bytes.ts';
import { checkBytes } from '../bytes.ts';
import { GmError } from '../errors.ts';
import { sm3Parts } from '../sm3/sm3.ts';
import { checkPoint, CURVE_BYTES } from './curve.ts';

/** ASCII 1234567812345678, used wherever the parties agreed on nothing else: certificates, requests, CRLs, messages. */
export const DEFAULT_ID: Uint8Array = new TextEncoder().encode('1234567812345678');
/** What is used: a caller who writes into the exported bytes changes no default. */
const OWN_ID: Uint8Array = DEFAULT_ID.slice();

/** The identifier's length in bits must fit two bytes. */
const MAX_ID = 0xffff >> 3;

/** e = SM3(Z ‖ M), 32 bytes; Z binds the signer's identifier, the curve and the public key to the message. */
export function sm2Digest(publicKey: Uint8Array, message: Uint8Array, id: Uint8Array = OWN_ID): Bytes {
  checkBytes(message, 'message');
  return sm3Parts(sm2Z(publicKey, id), message);
}

/** Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ Gx ‖ Gy ‖ Px ‖ Py), 32 bytes. */
export function sm2Z(publicKey: Uint8Array, id: Uint8Array = OWN_ID): Bytes {
  checkBytes(publicKey, 'publicKey', 65);
  checkBytes(id, 'id');
  const known = recent.find((entry) => isEqual(entry.publicKey, publicKey) && isEqual(entry.id, id));
  if (known !== undefined) return known.z.slice();
  checkPoint(publicKey, 'publicKey');
  if (id.length > MAX_ID) throw new GmError('gm/invalid-length', 'id');
  const bits = id.length * 8;
  const z = sm3Parts(Uint8Array.of(bits >> 8, bits & 0xff), id, CURVE_BYTES, publicKey.subarray(1));
  // Copies: `slice` of a subclass may be a view, as Node’s is; reused, it would put another key beside this Z.
  recent[next] = { publicKey: new Uint8Array(publicKey), id: new Uint8Array(id), z: z.slice() };
  next = (next + 1) % RECENT;
  return z;
}

/** The last few, since authorities and platforms verify and are verified again and again. All of it is public. */
const RECENT = 8;
const recent: { publicKey: Uint8Array; id: Uint8Array; z: Bytes }[] = [];
let next = 0;

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // From the end: keys begin alike.
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return false;
  return true;
}
