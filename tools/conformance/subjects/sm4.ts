/** SM4 (GM/T 0002-2012) in its modes; what is encrypted by one must be decrypted by the other, damaged padding or tags by nobody. */
import { sm4CbcDecrypt, sm4CbcEncrypt, sm4CtrEncrypt, sm4EcbEncrypt, sm4GcmDecrypt, sm4GcmEncrypt } from '@qianyin/gm';
import type { Case, Subject } from '../case.ts';
import { seeded } from '../seed.ts';

const LENGTHS = [0, 1, 15, 16, 17, 31, 32, 48, 1000];

export const sm4Subject: Subject = {
  name: 'sm4',
  cases: () => [
    ...LENGTHS.flatMap(chained),
    ...LENGTHS.map(counted),
    ...[16, 48, 1024].map(plain),
    ...LENGTHS.flatMap(authenticated),
    ...damaged(),
  ],
};

function chained(length: number): Case[] {
  const random = seeded(`sm4-cbc ${length}`);
  const files = { key: random(16), iv: random(16) };
  const plaintext = random(length);
  const ciphertext = sm4CbcEncrypt(files.key, files.iv, plaintext);
  const shared = { parameters: { mode: 'cbc' }, expected: 'accept' } as const;
  return [
    {
      ...shared,
      name: `CBC, ${length} bytes, encrypted`,
      kind: 'sm4-encrypt',
      files: { ...files, plaintext },
      outputs: { ciphertext },
    },
    {
      ...shared,
      name: `CBC, ${length} bytes, decrypted`,
      kind: 'sm4-decrypt',
      files: { ...files, ciphertext },
      outputs: { plaintext },
    },
  ];
}

function counted(length: number): Case {
  const random = seeded(`sm4-ctr ${length}`);
  // A counter that overflows its low octets within the message.
  const files = { key: random(16), iv: new Uint8Array(16).fill(0xff, 4), plaintext: random(length) };
  const ciphertext = sm4CtrEncrypt(files.key, files.iv, files.plaintext);
  return {
    name: `CTR, ${length} bytes`,
    kind: 'sm4-encrypt',
    parameters: { mode: 'ctr' },
    files,
    expected: 'accept',
    outputs: { ciphertext },
  };
}

function plain(length: number): Case {
  const random = seeded(`sm4-ecb ${length}`);
  const key = random(16);
  const plaintext = random(length);
  return {
    name: `ECB, ${length} bytes`,
    kind: 'sm4-encrypt',
    parameters: { mode: 'ecb' },
    files: { key, plaintext },
    expected: 'accept',
    outputs: { ciphertext: sm4EcbEncrypt(key, plaintext) },
  };
}

/** GCM with ivs of the usual and of another length; the ciphertext ends in the tag. */
function authenticated(length: number): Case[] {
  const random = seeded(`sm4-gcm ${length}`);
  const files = { key: random(16), iv: random(length % 2 === 0 ? 12 : 17), aad: random(length % 40) };
  const plaintext = random(length);
  const ciphertext = sm4GcmEncrypt(files.key, files.iv, plaintext, { additional: files.aad });
  const wrong = ciphertext.map((octet, i) => (i === length ? octet ^ 1 : octet));
  const shared = { kind: 'sm4-decrypt', parameters: { mode: 'gcm' } } as const;
  return [
    {
      name: `GCM, ${length} bytes, encrypted`,
      kind: 'sm4-encrypt',
      parameters: { mode: 'gcm' },
      files: { ...files, plaintext },
      expected: 'accept',
      outputs: { ciphertext },
    },
    {
      ...shared,
      name: `GCM, ${length} bytes, decrypted`,
      files: { ...files, ciphertext },
      expected: 'accept',
      outputs: { plaintext },
    },
    {
      ...shared,
      name: `GCM, ${length} bytes, a wrong tag`,
      files: { ...files, ciphertext: wrong },
      expected: 'reject',
      ours: () => sm4GcmDecrypt(files.key, files.iv, wrong, { additional: files.aad }) !== undefined,
    },
  ];
}

function damaged(): Case[] {
  const random = seeded('sm4 damaged');
  const key = random(16);
  const iv = random(16);
  const whole = sm4CbcEncrypt(key, iv, random(16));
  // Without padding: the last octet decides, and here it is 0 or larger than a block.
  const endsIn = (last: number) => {
    const block = new Uint8Array(16).fill(7);
    block[15] = last;
    block.forEach((octet, i) => (block[i] = octet ^ (iv[i] ?? 0)));
    return sm4EcbEncrypt(key, block);
  };
  const broken: Record<string, Uint8Array> = {
    'no block': new Uint8Array(),
    'half a block': whole.subarray(0, 24),
    'padding of 0': endsIn(0),
    'padding of 17': endsIn(17),
    'padding of 2 that says 1 before it': endsIn(2),
  };
  return Object.entries(broken).map(([name, ciphertext]) => ({
    name: `CBC, ${name}`,
    kind: 'sm4-decrypt',
    parameters: { mode: 'cbc' },
    files: { key, iv, ciphertext },
    expected: 'reject',
    ours: () => sm4CbcDecrypt(key, iv, ciphertext) !== undefined,
  }));
}
