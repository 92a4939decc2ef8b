/** SM2 keys as every outsider reads them: PKCS #8 (RFC 5958, with the public key) and SubjectPublicKeyInfo, DER. */
import { type Sm2KeyPair, sm2GenerateKeyPair } from '@qianyin/gm';
import { fromHex, seeded } from './seed.ts';

export interface HandedKey extends Sm2KeyPair {
  /** PKCS #8. */
  pkcs8: Uint8Array;
  spki: Uint8Array;
}

const ALGORITHM = '301306072a8648ce3d020106082a811ccf5501822d';
const SPKI = fromHex(`3059${ALGORITHM}034200`);
const PKCS8 = fromHex(`308187020100${ALGORITHM}046d306b0201010420`);
const PUBLIC_PART = fromHex('a144034200');

export const spkiOf = (publicKey: Uint8Array): Uint8Array => new Uint8Array(Buffer.concat([SPKI, publicKey]));

function handed({ privateKey, publicKey }: Sm2KeyPair): HandedKey {
  const pkcs8 = privateKey.use((d) => new Uint8Array(Buffer.concat([PKCS8, d, PUBLIC_PART, publicKey])));
  return { privateKey, publicKey, pkcs8, spki: spkiOf(publicKey) };
}

export const newKey = (label: string): HandedKey => handed(sm2GenerateKeyPair(seeded(`key ${label}`)));
