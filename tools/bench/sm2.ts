/**
 * SM2 beside Node's OpenSSL, the npm packages and ECDSA on P-256, through the public interface: messages of 100 bytes are hashed,
 * randomness is the platform's, and a key is prepared where the peer's is, too.
 */
import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type RandomBytes,
  Secret,
  sm2Decrypt,
  sm2Encrypt,
  sm2GenerateKeyPair,
  sm2Signer,
  sm2Verify,
} from '@qianyin/gm';
import { type Comparison, compare, median, type Way } from './compare.ts';
import { type BenchKey, nativeP256, nativeSm2, noble, type Peer, smCrypto } from './sm2-peers.ts';

const root = resolve(import.meta.dirname, '../..');
const STARTS = 9;
/** More keys than the core remembers, so that none becomes a recurring one. */
const MANY = 100;

const random: RandomBytes = (length) => randomFillSync(new Uint8Array(length));

export async function measureSm2(): Promise<Comparison> {
  const key = benchKey();
  const peers: Record<string, Peer> = {
    native: nativeSm2(key),
    noble: noble(key, random),
    'sm-crypto': smCrypto('sm-crypto', key),
    'sm-crypto-v2': smCrypto('sm-crypto-v2', key),
    'p256-native': nativeP256(key),
  };
  for (const [name, { verify }] of Object.entries(peers))
    if (verify?.() === false) throw new Error(`${name} refuses its own signature`);
  const ways = [...ours(key), ...Object.entries(peers).flatMap(([name, peer]) => waysOf(name, peer))];
  const medians = compare(ways);
  const beside = (own: string, peer: string = own) => (medians[`${own} ours`] ?? 0) / (medians[`${peer} native`] ?? 0);
  return {
    bench: 'sm2',
    unit: '/s',
    ratios: {
      sign: beside('sign'),
      verify: beside('verify'),
      verifyRecurring: beside('verifyRecurring', 'verify'),
      keygen: beside('keygen'),
      decrypt: beside('decrypt'),
    },
    goals: {
      sign: 12,
      verify: 2.8,
      verifyRecurring: 8,
      keygen: 10,
      decrypt: 2,
      'core bytes': 40_000,
      'core bytes, gzip': 16_000,
      'milliseconds to the first signature': 30,
    },
    medians,
    facts: { ...sizes(), 'milliseconds to the first signature': startUp() },
    node: process.version,
  };
}

function benchKey(): BenchKey {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  return {
    d: privateKey.copy(),
    publicKey,
    message: new Uint8Array(100).fill(0x61),
    ciphertext: sm2Encrypt({ publicKey, plaintext: new Uint8Array(32).fill(0x62), random }),
  };
}

function ours({ d, publicKey, message, ciphertext }: BenchKey): Way[] {
  const privateKey = Secret.take(d.slice());
  const signer = sm2Signer({ privateKey });
  const signed = Array.from({ length: MANY }, () => {
    const other = sm2Signer({ privateKey: sm2GenerateKeyPair(random).privateKey });
    return { publicKey: other.publicKey, message, signature: other.sign(message, random) };
  });
  const own = { publicKey, message, signature: signer.sign(message, random) };
  let turn = 0;
  return [
    { name: 'sign ours', run: () => signer.sign(message, random) },
    { name: 'verify ours', run: () => right(signed[turn++ % MANY]!) },
    { name: 'verifyRecurring ours', run: () => right(own) },
    { name: 'keygen ours', run: () => sm2GenerateKeyPair(random) },
    { name: 'decrypt ours', run: () => sm2Decrypt({ privateKey, ciphertext }) },
  ];
}

function right(signed: Parameters<typeof sm2Verify>[0]): void {
  if (!sm2Verify(signed)) throw new Error('a right signature was refused');
}

function waysOf(name: string, peer: Peer): Way[] {
  return Object.entries(peer).map(([work, run]: [string, () => unknown]) => ({ name: `${work} ${name}`, run }));
}

function sizes(): Record<string, number> {
  const source = readFileSync(join(root, 'packages/gm/src/core/core-base64.ts'), 'utf8');
  const binary = Buffer.from([...source.matchAll(/'([A-Za-z0-9+/=]+)'/g)].map(([, part]) => part).join(''), 'base64');
  return { 'core bytes': binary.length, 'core bytes, gzip': gzipSync(binary, { level: 9 }).length };
}

/** From before the import to after the first signature, in processes of their own, of the package as `npm pack` makes it. */
function startUp(): number {
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-bench-'));
  try {
    const installed = packInto(folder);
    const script = `
      import { randomFillSync } from 'node:crypto';
      const began = performance.now();
      const { Secret, sm2Sign } = await import('@qianyin/gm');
      const random = (length) => randomFillSync(new Uint8Array(length));
      sm2Sign({ privateKey: Secret.take(new Uint8Array(32).fill(7)), message: new Uint8Array(100), random });
      console.log(performance.now() - began);`;
    writeFileSync(join(installed, 'first.mjs'), script);
    const once = () => Number(execFileSync(process.execPath, ['first.mjs'], { cwd: installed, encoding: 'utf8' }));
    once();
    return median(Array.from({ length: STARTS }, once));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of the package, packed where it lies; it resolves its own name. */
function packInto(folder: string): string {
  for (const path of ['LICENSE', 'tsconfig.base.json', 'package.json', 'tools/pack', 'packages/gm'])
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      filter: (from) => !/\/(node_modules|dist)$/.test(from),
    });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const copy = join(folder, 'packages/gm');
  execFileSync(process.execPath, [join(folder, 'tools/pack/prepack.mjs')], { cwd: copy });
  return copy;
}
