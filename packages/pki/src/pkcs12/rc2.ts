/**
 * RC2 in CBC, decryption only (RFC 2268): for decades Windows, Java and OpenSSL put the certificates of PKCS #12 files under
 * 40 bits of it. It protects nothing; what it hides here are certificates. The table look-ups are not constant-time.
 */

/** §2: a permutation of 0…255 from the digits of π. */
const PI = Uint8Array.from(
  (
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0b' +
    'f09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303' +
    'f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc' +
    '2491af50a1f47039997c3a8523b8b47afc02365b255597312d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad'
  ).match(/../g) ?? [],
  (pair) => Number.parseInt(pair, 16),
);

const BLOCK = 8;
const at = (array: ArrayLike<number>, i: number): number => array[i] as number;

/** §2: 64 words. The effective length is that of the key. */
function expand(key: Uint8Array): Uint16Array {
  const length = key.length;
  const bytes = new Uint8Array(128);
  bytes.set(key);
  for (let i = length; i < 128; i++) bytes[i] = at(PI, (at(bytes, i - 1) + at(bytes, i - length)) & 0xff);
  bytes[128 - length] = at(PI, at(bytes, 128 - length));
  for (let i = 127 - length; i >= 0; i--) bytes[i] = at(PI, at(bytes, i + 1) ^ at(bytes, i + length));
  return Uint16Array.from({ length: 64 }, (_, i) => at(bytes, 2 * i) | (at(bytes, 2 * i + 1) << 8));
}

const SHIFTS = [1, 2, 3, 5] as const;

/** §4: sixteen mixing rounds backwards, a mashing round before the fifth and the eleventh from the end. */
function decryptBlock(words: Uint16Array, r: Uint16Array): void {
  let j = 63;
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--, j--) {
      const shift = at(SHIFTS, i);
      const rotated = (at(r, i) >>> shift) | (at(r, i) << (16 - shift));
      const [a, b, c] = [at(r, (i + 3) & 3), at(r, (i + 2) & 3), at(r, (i + 1) & 3)];
      r[i] = rotated - at(words, j) - (a & b) - (~a & c);
    }
    if (round !== 11 && round !== 5) continue;
    for (let i = 3; i >= 0; i--) r[i] = at(r, i) - at(words, at(r, (i + 3) & 3) & 63);
  }
}

/** Whole blocks in, whole blocks out: the padding stays. `key` is 5 to 16 bytes, `iv` 8. */
export function rc2CbcDecrypt(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const words = expand(key);
  const out = new Uint8Array(ciphertext.length);
  const r = new Uint16Array(4);
  let previous = iv;
  for (let start = 0; start < ciphertext.length; start += BLOCK) {
    const block = ciphertext.subarray(start, start + BLOCK);
    for (let i = 0; i < 4; i++) r[i] = at(block, 2 * i) | (at(block, 2 * i + 1) << 8);
    decryptBlock(words, r);
    for (let i = 0; i < BLOCK; i++) out[start + i] = ((at(r, i >> 1) >> (8 * (i & 1))) & 0xff) ^ at(previous, i);
    previous = block;
  }
  words.fill(0);
  return out;
}
