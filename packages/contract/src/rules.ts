/**
 * Check characters of Chinese identifiers, pure, shared by server and front ends.
 *
 * GB 32100-2015 (unified social credit code), GB 11643-1999 (citizen identity number), ISO/IEC 7812-1 Annex B (Luhn).
 * Left out: whether a number was really given out; only the registry knows that.
 */

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The 18th character of a uscc from its first 17; undefined when a character is outside the alphabet. GB 32100 §5. */
export function usccCheckCharacter(first17: string): string | undefined {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = USCC_ALPHABET.indexOf(first17[i] ?? ' ');
    if (value < 0) return undefined;
    sum += value * (USCC_WEIGHTS[i] ?? 0);
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31];
}

export function isUscc(text: string): boolean {
  return text.length === 18 && usccCheckCharacter(text) === text[17];
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of a citizen identity number from its first 17 digits. GB 11643 §4.2.4. */
export function idNumberCheckCharacter(first17: string): string | undefined {
  if (!/^\d{17}/.test(first17)) return undefined;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (ID_WEIGHTS[i] ?? 0);
  return '10X98765432'[sum % 11];
}

/** Format, a birth date that exists and is not before 1900, and the check character. */
export function isIdNumber(text: string): boolean {
  const match = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 && idNumberCheckCharacter(text) === text[17];
}

/** Bank card number: 12 to 19 digits with a Luhn check digit. */
export function isCardNumber(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = Number(text[text.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Mobile number of the Chinese mainland without country code: 11 digits, 13x to 19x. */
export function isPhone(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}

/** 138****5678 */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}

/** 3213**********1234: the first four and the last four characters stay. */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 4)}**********${idNumber.slice(14)}`;
}

/** 王*明, 李*: the family name and, from three characters on, the last one stay. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return name;
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters[characters.length - 1]}`;
}
