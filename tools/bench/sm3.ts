/** SM3 beside Node's own (OpenSSL) and the two libraries of npm: short messages, where calls cost most, up to bulk. */

import { createHash, hash } from 'node:crypto';
import { hmacSm3, HmacSm3Key, sm3, sm3Kdf } from '@qianyin/gm';
import smCrypto from 'sm-crypto';
import { sm3 as smCryptoV2 } from 'sm-crypto-v2';
import type { Comparison, Way } from './compare.ts';
import { compare } from './compare.ts';

const SIZES = { '100 B': 100, '1 kB': 1000, '1 MiB': 2 ** 20 };

export async function measureSm3(): Promise<Comparison> {
  const ways = Object.entries(SIZES).flatMap(([size, length]): Way[] => {
    const data = new Uint8Array(length).fill(0x5a);
    const amount = length / 1e6;
    return [
      { name: `ours ${size}`, amount, run: () => sm3(data) },
      { name: `createHash ${size}`, amount, run: () => createHash('sm3').update(data).digest() },
      { name: `crypto.hash ${size}`, amount, run: () => hash('sm3', data, 'buffer') },
      { name: `sm-crypto ${size}`, amount, run: () => smCrypto.sm3(data) },
      { name: `sm-crypto-v2 ${size}`, amount, run: () => smCryptoV2(data) },
    ];
  });
  const key = new Uint8Array(32).fill(7);
  const prepared = new HmacSm3Key(key);
  const data = new Uint8Array(100).fill(0x5a);
  ways.push(
    { name: 'ours HMAC 100 B', amount: 1e-4, run: () => hmacSm3(key, data) },
    { name: 'ours HMAC 100 B, prepared key', amount: 1e-4, run: () => prepared.mac(data) },
    { name: 'ours KDF, 64 B to 1 kB', amount: 1e-3, run: () => sm3Kdf(data.subarray(0, 64), 1000) },
  );
  const medians = compare(ways);
  const ratio = (peer: string, size: string) => (medians[`ours ${size}`] ?? 0) / (medians[`${peer} ${size}`] ?? 0);
  const ratios = Object.fromEntries(
    Object.keys(SIZES).flatMap((size) => [
      [size, Math.min(ratio('createHash', size), ratio('crypto.hash', size))],
      ...['createHash', 'crypto.hash', 'sm-crypto', 'sm-crypto-v2'].map((peer) => [
        `${size} to ${peer}`,
        ratio(peer, size),
      ]),
    ]),
  ) as Record<string, number>;
  return { bench: 'sm3', unit: 'MB/s', ratios, goals: { '100 B': 1.5 }, medians, node: process.version };
}
