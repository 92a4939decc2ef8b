/**
 * The SM4 block cipher (GM/T 0002-2012, GB/T 32907-2016) in plain TypeScript, for browsers.
 * The S-box is a table indexed by secret bytes: an attacker who shares the processor's cache can learn from it. See the README.
 */

import { checkBytes } from '../bytes.ts';

export const SM4_BLOCK = 16;

export const SM4_SBOX = Uint8Array.from(
  (
    'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa44132649860699' +
    '9c4250f491ef987a33540b43edcfac62e4b31ca9c908e89580df94fa758f3fa6' +
    '4707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89e' +
    'eabf8ad240c738b5a3f7f2cef96115a1e0ae5da49b341a55ad933230f58cb1e3' +
    '1df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b0' +
    '8969974a0c96777e65b9f109c56ec68418f07dec3adc4d2079ee5f3ed7cb3948'
  ).match(/../g) ?? [],
  (pair) => Number.parseInt(pair, 16),
);
const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc] as const;
/** CK(i): byte j is (4i + j)·7 mod 256. */
const CK = Int32Array.from({ length: 32 }, (_, i) => {
  let word = 0;
  for (let j = 0; j < 4; j++) word = (word << 8) | (((4 * i + j) * 7) & 0xff);
  return word;
});

/** Thirty-two round keys; `decrypt` reverses them, which is all that decryption differs in. The caller wipes them. */
export function sm4RoundKeys(key: Uint8Array, direction: 'encrypt' | 'decrypt'): Int32Array<ArrayBuffer> {
  checkBytes(key, 'key', 16);
  const k = new Int32Array(36);
  const view = new DataView(key.buffer, key.byteOffset, 16);
  for (let i = 0; i < 4; i++) k[i] = view.getInt32(i * 4) ^ FK[i]!;
  for (let i = 0; i < 32; i++) {
    const b = substitute(k[i + 1]! ^ k[i + 2]! ^ k[i + 3]! ^ CK[i]!);
    k[i + 4] = k[i]! ^ b ^ rotate(b, 13) ^ rotate(b, 23);
  }
  const keys = new Int32Array(32);
  for (let i = 0; i < 32; i++) keys[direction === 'encrypt' ? i : 31 - i] = k[i + 4]!;
  k.fill(0);
  return keys;
}

/** One block from `input` at `from` to `output` at `to`; the two may be the same array. */
export function sm4Block(keys: Int32Array, input: Uint8Array, from: number, output: Uint8Array, to: number): void {
  const source = new DataView(input.buffer, input.byteOffset + from, SM4_BLOCK);
  let a = source.getInt32(0);
  let b = source.getInt32(4);
  let c = source.getInt32(8);
  let d = source.getInt32(12);
  for (let i = 0; i < 32; i += 4) {
    a ^= mix(b ^ c ^ d ^ keys[i]!);
    b ^= mix(c ^ d ^ a ^ keys[i + 1]!);
    c ^= mix(d ^ a ^ b ^ keys[i + 2]!);
    d ^= mix(a ^ b ^ c ^ keys[i + 3]!);
  }
  const target = new DataView(output.buffer, output.byteOffset + to, SM4_BLOCK);
  target.setInt32(0, d);
  target.setInt32(4, c);
  target.setInt32(8, b);
  target.setInt32(12, a);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function substitute(word: number): number {
  return (
    (SM4_SBOX[word >>> 24]! << 24) |
    (SM4_SBOX[(word >>> 16) & 0xff]! << 16) |
    (SM4_SBOX[(word >>> 8) & 0xff]! << 8) |
    SM4_SBOX[word & 0xff]!
  );
}

function mix(word: number): number {
  const b = substitute(word);
  return b ^ rotate(b, 2) ^ rotate(b, 10) ^ rotate(b, 18) ^ rotate(b, 24);
}
