/**
 * Looks for secrets in time, by the method of dudect (O. Reparaz, J. Balasch, I. Verbauwhede, "dude, is my code constant
 * time?", 2017): an operation runs with a secret that stays the same and with secrets that change, in random turns, and
 * Welch's t-test says whether the two classes take different times. |t| above 4.5 is a suspicion, above 10 a leak. What stays
 * below is not proven: it was not seen with this many measurements on this machine.
 *
 * BigInt arithmetic stands beside as the leak that the method must see.
 */
import {
  hmacSm3,
  phoneFinishSignature,
  phoneStartSignature,
  Secret,
  sm2Decrypt,
  sm2Encrypt,
  sm2GenerateKeyPair,
  sm2PublicKey,
  sm2SignDigest,
  sm4EcbEncrypt,
  sm4GcmEncrypt,
} from '@qianyin/gm';
import type { Comparison } from './compare.ts';
import { Curve } from './sm2-peers.ts';
import { largestT } from './welch.ts';

interface Subject {
  name: string;
  measurements: number;
  /** Everything that is not to be measured: `fixed` says which class the secret is of. */
  prepare: (fixed: boolean) => () => unknown;
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
/** Few ones: whatever skips zeros is quicker with it. */
const LOW = Uint8Array.from({ length: 32 }, (_, i) => (i === 31 ? 3 : i === 15 ? 1 : 0));
const e = random(32);
const { publicKey, privateKey } = sm2GenerateKeyPair(random);
const ciphertext = sm2Encrypt({ publicKey, plaintext: random(32), random });

/** Both classes are made by the same steps: what went before would show in the times too. */
const scalar = (fixed: boolean): Uint8Array => {
  const bytes = random(32);
  bytes[0]! &= 0x7f;
  if (fixed) bytes.set(LOW);
  return bytes;
};
const once = (bytes: Uint8Array) => () => bytes.slice();

const SUBJECTS: Subject[] = [
  {
    name: 'signature, by nonce',
    measurements: 60_000,
    prepare: (fixed) => {
      const draw = once(scalar(fixed));
      return () => sm2SignDigest({ privateKey, e, random: draw });
    },
  },
  {
    name: 'signature, by private key',
    measurements: 60_000,
    prepare: (fixed) => {
      const key = Secret.take(scalar(fixed));
      const draw = once(scalar(false));
      return () => sm2SignDigest({ privateKey: key, e, random: draw });
    },
  },
  {
    name: 'public key, by private key',
    measurements: 60_000,
    prepare: (fixed) => {
      const key = Secret.take(scalar(fixed));
      return () => sm2PublicKey(key);
    },
  },
  {
    name: 'decryption, by private key',
    measurements: 20_000,
    prepare: (fixed) => {
      const key = Secret.take(scalar(fixed));
      return () => {
        try {
          return sm2Decrypt({ privateKey: key, ciphertext });
        } catch {
          // Neither class holds the right key.
          return undefined;
        }
      };
    },
  },
  {
    name: 'two-party answer, by share',
    measurements: 60_000,
    prepare: (fixed) => {
      const d1 = Secret.take(scalar(fixed));
      const { k1, q1 } = phoneStartSignature({ random });
      return () => phoneFinishSignature({ d1, k1, q1, r2: publicKey, e });
    },
  },
  {
    name: 'SM4 of 64 blocks, by key',
    measurements: 60_000,
    prepare: (fixed) => {
      const key = random(16);
      if (fixed) key.fill(0);
      return () => sm4EcbEncrypt(key, BLOCKS);
    },
  },
  {
    name: 'SM4-GCM of 1 kB, by key',
    measurements: 60_000,
    prepare: (fixed) => {
      const key = random(16);
      if (fixed) key.fill(0);
      return () => sm4GcmEncrypt(key, IV, BLOCKS);
    },
  },
  {
    name: 'HMAC-SM3 of 1 kB, by key',
    measurements: 60_000,
    prepare: (fixed) => {
      const key = random(32);
      if (fixed) key.fill(0);
      return () => hmacSm3(key, BLOCKS);
    },
  },
  {
    name: 'BigInt multiplication, which leaks',
    measurements: 4_000,
    prepare: (fixed) => {
      const k = BigInt(`0x${Buffer.from(scalar(fixed)).toString('hex')}`);
      return () => Curve.BASE.multiplyUnsafe(k);
    },
  },
];

/** Prepared together, so that preparing does not stand between two measurements. */
const BATCH = 500;
const BLOCKS = new Uint8Array(1024);
const IV = new Uint8Array(12);

export function measureLeaks(): Promise<Comparison> {
  const medians = Object.fromEntries(SUBJECTS.map((subject) => [subject.name, measure(subject)]));
  return Promise.resolve({ bench: 'leak', unit: '|t|', ratios: {}, goals: {}, medians, node: process.version });
}

function measure({ prepare, measurements }: Subject): number {
  for (let i = 0; i < 1500; i++) prepare(i % 2 === 0)();
  const classes: [number[], number[]] = [[], []];
  for (let done = 0; done < measurements; done += BATCH) {
    const batch = Array.from(random(BATCH), (byte) => ({ turn: byte & 1, run: prepare((byte & 1) === 0) }));
    for (const { turn, run } of batch) {
      const began = performance.now();
      run();
      classes[turn]?.push(performance.now() - began);
    }
  }
  return largestT(...classes);
}
