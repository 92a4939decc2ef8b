/**
 * The unified social credit code (GB 32100-2015): 18 characters, the last one a check over the others, modulo 31,
 * weights 3^i mod 31. Letters I, O, S, V, Z do not occur.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export function isUscc(text: string): boolean {
  if (text.length !== 18) return false;
  const values = [...text].map((character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return false;
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === values[17];
}
