/** The peers of the SM2 benchmark, each doing its own way of the same work. */
import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { createRequire } from 'node:module';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { type Bytes, type RandomBytes, sm2Digest } from '@qianyin/gm';

/** What one peer can do; what it has no way for is left out. */
export interface Peer {
  sign?: () => unknown;
  verify?: () => boolean;
  keygen?: () => unknown;
  /** A decryption, or for those that have no SM2 encryption k·P, which is nearly all of one. */
  decrypt?: () => unknown;
}

/** The same key, in the forms that the peers take. */
export interface BenchKey {
  d: Bytes;
  publicKey: Bytes;
  message: Bytes;
  /** Of a short plaintext, C1‖C3‖C2. */
  ciphertext: Bytes;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** SM2 of Node's OpenSSL. Its key is imported, as that is what makes it sign SM2 at all, and its identifier is empty. */
export function nativeSm2({ d, publicKey, message }: BenchKey): Peer {
  const algorithm = '301306072a8648ce3d020106082a811ccf5501822d';
  const sec1 = `306b0201010420${hex(d)}a144034200${hex(publicKey)}`;
  const key = createPrivateKey({
    key: Buffer.from(`308187020100${algorithm}046d${sec1}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
  const open = createPublicKey({
    key: Buffer.from(`3059${algorithm}034200${hex(publicKey)}`, 'hex'),
    format: 'der',
    type: 'spki',
  });
  const own = createECDH('SM2');
  return {
    ...signing('sm3', key, open, message, 'SM2'),
    // Its computeSecret refuses SM2 keys since OpenSSL 3.5. The public key of a given private key is k·P of the same ladder:
    // this curve has no table of its base point there.
    decrypt: () => own.setPrivateKey(d),
  };
}

/** ECDSA on P-256 in OpenSSL's assembler: about what this machine allows. */
export function nativeP256({ message }: BenchKey): Peer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const own = createECDH('prime256v1');
  const peer = own.generateKeys();
  return {
    ...signing('sha256', privateKey, publicKey, message, 'prime256v1'),
    decrypt: () => own.computeSecret(peer),
  };
}

function signing(digest: string, key: KeyObject, open: KeyObject, message: Uint8Array, curve: string): Peer {
  const signature = sign(digest, message, key);
  const fresh = createECDH(curve);
  return {
    sign: () => sign(digest, message, key),
    verify: () => verify(digest, message, open, signature),
    keygen: () => fresh.generateKeys(),
  };
}

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
/** sm2p256v1 by BigInt arithmetic. */
export const Curve = weierstrass({
  p,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: p - 3n,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
});

/** @noble/curves with native SM3: the equations of SM2 over its generic curve. */
export function noble(key: BenchKey, random: RandomBytes): Peer {
  const { Fn } = Curve;
  const integer = (bytes: Uint8Array) => BigInt(`0x${hex(bytes)}`);
  const d = integer(key.d);
  const inverse = Fn.inv(Fn.create(1n + d));
  const e = () => integer(sm2Digest(key.publicKey, key.message));
  const P = Curve.BASE.multiply(d);
  const make = () => {
    const k = Fn.create(integer(random(32)));
    const r = Fn.create(e() + Curve.BASE.multiply(k).x);
    return { r, s: Fn.create(inverse * (k - Fn.create(r * d))) };
  };
  const { r, s } = make();
  return {
    sign: make,
    verify: () => Fn.create(e() + Curve.BASE.mulAddUnsafe(s, P, Fn.create(r + s)).x) === r,
    keygen: () => Curve.BASE.multiply(Fn.create(integer(random(32)))).toBytes(false),
    decrypt: () => P.multiply(d).toBytes(false),
  };
}

interface SmCrypto {
  doSignature(message: number[] | Uint8Array, key: string, options: { hash: boolean; publicKey: string }): string;
  doVerifySignature(
    message: number[] | Uint8Array,
    signature: string,
    key: string,
    options: { hash: boolean; publicKey: string },
  ): boolean;
  generateKeyPairHex(): unknown;
  doDecrypt(ciphertext: string, key: string, mode: number): unknown;
}

/** sm-crypto and its successor, which share their interface. */
export function smCrypto(name: 'sm-crypto' | 'sm-crypto-v2', key: BenchKey): Peer {
  const { sm2 } = createRequire(import.meta.url)(name) as { sm2: SmCrypto };
  const publicKey = hex(key.publicKey);
  const options = { hash: true, publicKey };
  const message = name === 'sm-crypto' ? [...key.message] : key.message;
  const signature = sm2.doSignature(message, hex(key.d), options);
  return {
    sign: () => sm2.doSignature(message, hex(key.d), options),
    verify: () => sm2.doVerifySignature(message, signature, publicKey, options),
    keygen: () => sm2.generateKeyPairHex(),
    // Both take C1 without its 04, and mode 1 is C1‖C3‖C2.
    decrypt: () => sm2.doDecrypt(hex(key.ciphertext.subarray(1)), hex(key.d), 1),
  };
}
