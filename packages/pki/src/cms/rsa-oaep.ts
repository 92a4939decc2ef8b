/**
 * RSAES-OAEP encryption (RFC 8017 §7.1.1) with the randomness handed in, which WebCrypto does not take. The exponent is
 * public; the time of the BigInt arithmetic depends on a message that is padded afresh each time.
 */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { RandomBytes } from '@qianyin/gm';
import type { HashName } from '../algorithms/hash-name.ts';
import { HASH_LENGTH } from '../algorithms/hash-name.ts';
import type { RsaPublicKey } from '../algorithms/rsa-key.ts';
import { publicOperation } from '../algorithms/verify/rsa-public.ts';
import { concat } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { drawn } from '../random.ts';

const HASHES = { sha256, sha384, sha512 } as const;

export interface OaepInput {
  key: RsaPublicKey;
  hash: HashName;
  plaintext: Uint8Array;
  random: RandomBytes;
}

/** As many bytes as the modulus. Throws `pki/bad-value` when the plaintext is too long for the key. */
export function rsaOaepEncrypt({ key, hash, plaintext, random }: OaepInput): Uint8Array {
  const length = key.modulus.length;
  const hashLength = HASH_LENGTH[hash];
  const room = length - 2 * hashLength - 2 - plaintext.length;
  if (room < 0) throw new PkiError('pki/bad-value', 'too long for the key', { field: 'plaintext' });
  const block = concat(HASHES[hash](new Uint8Array()), new Uint8Array(room), Uint8Array.of(1), plaintext);
  const seed = drawn(random, hashLength);
  const maskedBlock = xor(block, mask(hash, seed, block.length));
  const maskedSeed = xor(seed, mask(hash, maskedBlock, hashLength));
  const encoded = concat(Uint8Array.of(0), maskedSeed, maskedBlock);
  // Below the modulus, since its first octet is zero.
  const encrypted = publicOperation(key, encoded) as Uint8Array;
  for (const each of [block, seed, encoded]) each.fill(0);
  return encrypted;
}

/** MGF1 (§B.2.1). */
function mask(hash: HashName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * HASH_LENGTH[hash] < length; i++) {
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, i);
    blocks.push(HASHES[hash](concat(seed, counter)));
  }
  return concat(...blocks).subarray(0, length);
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] as number));
