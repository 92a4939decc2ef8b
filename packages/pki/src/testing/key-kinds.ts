/** Keys of every kind for tests, signing raw: SM2 by @qianyin/gm, the others by Node's OpenSSL. */
import type { KeyObject } from 'node:crypto';
import { constants, generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import { sm2GenerateKeyPair, sm2Sign } from '@qianyin/gm';
import type { KeyKind, PublicKeyInfo, SignatureAlgorithmName } from '../index.ts';
import { parsePublicKeyInfo } from '../index.ts';
import { ecPublicKeyInfo } from '../algorithms/public-key.ts';
import { random } from './toy-ca.ts';

export interface TestKey {
  publicKey: PublicKeyInfo;
  /** PKCS #8, of keys that Node made. */
  pkcs8: Uint8Array | undefined;
  /** Raw: r‖s or the bytes of RSA. */
  sign(algorithm: SignatureAlgorithmName, message: Uint8Array): Uint8Array;
}

export type TestKeyKind = Exclude<KeyKind, 'other'>;

const CURVES = { p256: 'prime256v1', p384: 'secp384r1', p521: 'secp521r1' } as const;

export function makeKey(kind: TestKeyKind, modulusLength = 2048): TestKey {
  if (kind === 'sm2') {
    const { privateKey, publicKey } = sm2GenerateKeyPair(random);
    return {
      publicKey: ecPublicKeyInfo('sm2', publicKey),
      pkcs8: undefined,
      sign: (_algorithm, message) => sm2Sign({ privateKey, message, random }),
    };
  }
  const pair =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength })
      : generateKeyPairSync('ec', { namedCurve: CURVES[kind] });
  return {
    publicKey: parsePublicKeyInfo(pair.publicKey.export({ type: 'spki', format: 'der' })),
    pkcs8: new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' })),
    sign: (algorithm, message) => signWith(pair.privateKey, algorithm, message),
  };
}

export function signWith(key: KeyObject, algorithm: SignatureAlgorithmName, message: Uint8Array): Uint8Array {
  const [, hash] = /(sha\d+)$/.exec(algorithm) ?? [];
  const pss = algorithm.startsWith('rsa-pss');
  const padding = pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
  return new Uint8Array(nodeSign(hash, message, { key, dsaEncoding: 'ieee-p1363', ...padding }));
}

/** Which algorithms each kind signs with. */
export const ALGORITHMS_OF: Readonly<Record<TestKeyKind, readonly SignatureAlgorithmName[]>> = {
  sm2: ['sm2-sm3'],
  p256: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'],
  p384: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'],
  p521: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'],
  rsa: ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512'],
};

export const TEST_KINDS = Object.keys(ALGORITHMS_OF) as readonly TestKeyKind[];
