/** SM4's modes beside Node's own (OpenSSL, which has no SM4-GCM) and the two libraries of npm (which have no CTR). */

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4CtrEncrypt, sm4EcbEncrypt, sm4GcmDecrypt, sm4GcmEncrypt } from '@qianyin/gm';
import smCrypto from 'sm-crypto';
import { sm4 as smCryptoV2 } from 'sm-crypto-v2';
import type { Comparison, Way } from './compare.ts';
import { compare } from './compare.ts';

/** Multiples of 16, for ECB. */
const SIZES = { '96 B': 96, '1 kB': 1008, '1 MiB': 2 ** 20 };

const KEY = Uint8Array.from({ length: 16 }, (_, i) => i * 7);
const IV = Uint8Array.from({ length: 16 }, (_, i) => i * 5);
const NONCE = IV.subarray(0, 12);
const HEX_IV = Buffer.from(IV).toString('hex');

export async function measureSm4(): Promise<Comparison> {
  const medians = compare(Object.entries(SIZES).flatMap(([size, length]) => ways(size, length)));
  const ratios = Object.fromEntries(
    Object.keys(medians)
      .filter((name) => !name.startsWith('ours'))
      .map((name) => {
        const [, peer = '', what = ''] = /^(\S+) (.*)$/.exec(name) ?? [];
        return [peer === 'native' ? what : `${what} to ${peer}`, (medians[`ours ${what}`] ?? 0) / (medians[name] ?? 0)];
      }),
  ) as Record<string, number>;
  return { bench: 'sm4', unit: 'MB/s', ratios, goals: { 'CTR 1 MiB': 1.5 }, medians, node: process.version };
}

function ways(size: string, length: number): Way[] {
  const data = new Uint8Array(length).fill(0x5a);
  const sealed = sm4CbcEncrypt(KEY, IV, data);
  const authenticated = sm4GcmEncrypt(KEY, NONCE, data);
  const native = (name: string, iv: Uint8Array | null) => {
    const cipher = createCipheriv(name, KEY, iv);
    return [cipher.update(data), cipher.final()];
  };
  const openNative = () => {
    const decipher = createDecipheriv('sm4-cbc', KEY, IV);
    return [decipher.update(sealed), decipher.final()];
  };
  const array = { output: 'array' } as const;
  const named: Record<string, () => unknown> = {
    'ours CTR': () => sm4CtrEncrypt(KEY, IV, data),
    'native CTR': () => native('sm4-ctr', IV),
    'ours ECB': () => sm4EcbEncrypt(KEY, data),
    'native ECB': () => native('sm4-ecb', null),
    'ours CBC encrypt': () => sm4CbcEncrypt(KEY, IV, data),
    'native CBC encrypt': () => native('sm4-cbc', IV),
    'sm-crypto CBC encrypt': () => smCrypto.sm4.encrypt(data, KEY, { mode: 'cbc', iv: HEX_IV, output: 'array' }),
    'sm-crypto-v2 CBC encrypt': () => smCryptoV2.encrypt(data, KEY, { mode: 'cbc', iv: IV, ...array }),
    'ours CBC decrypt': () => sm4CbcDecrypt(KEY, IV, sealed),
    'native CBC decrypt': openNative,
    'ours GCM': () => sm4GcmEncrypt(KEY, NONCE, data),
    'sm-crypto-v2 GCM': () => smCryptoV2.encrypt(data, KEY, { mode: 'gcm', iv: NONCE, ...array }),
    'ours GCM decrypt': () => sm4GcmDecrypt(KEY, NONCE, authenticated),
  };
  return Object.entries(named).map(([name, run]) => ({ name: `${name} ${size}`, amount: length / 1e6, run }));
}
