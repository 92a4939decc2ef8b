/**
 * Writes the AssemblyScript module `./sm3-compression`: SM3's compression function (GM/T 0004-2012 clause 5.3) with its rounds
 * laid out, so that the eight words of the state and the last sixteen of the message stay in locals and the exchange of
 * names in each round costs nothing. Rounds 16 to 63 are a loop of sixteen, which is as fast as all of them in a row.
 */

const STATE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const MESSAGE = Array.from({ length: 16 }, (_, i) => `w${i}`);

export function sm3CompressionSource(): string {
  const first = Array.from({ length: 16 }, (_, j) => round(j, `${rotate(0x79cc4519, j)}`));
  const later = Array.from({ length: 16 }, (_, j) => round(16 + j, `load<u32>(t, ${4 * j})`));
  const constants = Array.from({ length: 48 }, (_, j) => rotate(0x7a879d8a, 16 + j));
  return [
    "import { WORDS_REVERSED } from './bytes';",
    `const T = memory.data<u32>([${constants.join(', ')}], 16);`,
    'export function compress(state: usize, data: usize, blocks: i32): void {',
    'const bigEndian = v128.load(WORDS_REVERSED);',
    ...STATE.map((name, i) => `let ${name} = load<u32>(state, ${4 * i});`),
    'for (; blocks > 0; blocks--, data += 64) {',
    ...STATE.map((name) => `const ${name}0 = ${name};`),
    ...[0, 1, 2, 3].map((i) => `const v${i} = i8x16.swizzle(v128.load(data, ${16 * i}), bigEndian);`),
    ...MESSAGE.map((name, i) => `let ${name}: u32 = i32x4.extract_lane(v${i >> 2}, ${i & 3});`),
    'let x: u32, s: u32;',
    ...first.flat(),
    `for (let t = T; t < T + ${4 * 48}; t += 64) {`,
    ...later.flat(),
    '}',
    ...STATE.map((name) => `${name} ^= ${name}0;`),
    '}',
    ...STATE.map((name, i) => `store<u32>(state, ${name}, ${4 * i});`),
    '}',
    '',
  ].join('\n');
}

/** Round j. The parts of a sum that are known earliest are added first: the rest is the chain that every round waits for. */
function round(j: number, constant: string): string[] {
  const name = (i: number) => STATE[(i & 4) | ((i - j) & 3)] ?? '';
  const [a, b, c, d, e, f, g, h] = STATE.map((_, i) => name(i));
  const w = (i: number) => MESSAGE[i & 15] ?? '';
  const ff = j < 16 ? `(${a} ^ ${b} ^ ${c})` : `((${a} & (${b} ^ ${c})) + (${b} & ${c}))`;
  const gg = j < 16 ? `(${e} ^ ${f} ^ ${g})` : `(((${f} ^ ${g}) & ${e}) ^ ${g})`;
  // Word j + 4, which this round is the first to need.
  const expand = [
    `x = ${w(j + 4)} ^ ${w(j - 5)} ^ rotl(${w(j + 1)}, 15);`,
    `${w(j + 4)} = (x ^ rotl(x, 15) ^ rotl(x, 23)) ^ (rotl(${w(j - 9)}, 7) ^ ${w(j - 2)});`,
  ];
  return [
    ...(j < 12 ? [] : expand),
    `x = rotl(${a}, 12);`,
    `s = rotl((x + ${constant}) + ${e}, 7);`,
    `${h} = ((${h} + ${w(j)}) + ${gg}) + s;`,
    `${d} = ((${d} + (${w(j)} ^ ${w(j + 4)})) + ${ff}) + (s ^ x);`,
    `${h} = ${h} ^ rotl(${h}, 9) ^ rotl(${h}, 17);`,
    `${b} = rotl(${b}, 9);`,
    `${f} = rotl(${f}, 19);`,
  ];
}

function rotate(word: number, by: number): number {
  return ((word << (by % 32)) | (word >>> (32 - (by % 32)))) >>> 0;
}
