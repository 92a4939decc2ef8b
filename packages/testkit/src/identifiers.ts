/**
 * Well-formed identifiers for tests, different for each number. Written from the standards and apart from the product's
 * own rules, so that each checks the other: GB 32100-2015 (uscc), GB 11643-1999 (identity number), ISO/IEC 7812-1
 * (card number, Luhn). Issued to nobody: administrative division 999999, a card range that no bank holds.
 */

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A company's uscc: 91, division, nine-character organisation code with its own check character (GB 11714), check. */
export function validUscc(n = 1): string {
  const serial = String(n).padStart(8, '0');
  const first17 = `91320000${serial}${organisationCheck(serial)}`;
  // Weights are the powers of 3 modulo 31; the check makes the weighted sum a multiple of 31.
  let weight = 1;
  let sum = 0;
  for (const character of first17) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + (USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? '');
}

function organisationCheck(serial: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(serial[i]), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** An identity number of somebody born on this day (yyyymmdd). */
export function validIdNumber(n = 1, birth = '19900307'): string {
  const first17 = `999999${birth}${String(n % 1000).padStart(3, '0')}`;
  // The weight of a position is 2 to the power of its distance from the end, modulo 11; check by MOD 11-2.
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (2 ** (17 - i) % 11);
  const check = (12 - (sum % 11)) % 11;
  return first17 + (check === 10 ? 'X' : String(check));
}

/** A bank card number of 19 digits. */
export function validCardNumber(n = 1): string {
  const body = `629999${String(n).padStart(12, '0')}`;
  const sum = [...body].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** A mobile number. */
export function validPhone(n = 1): string {
  return `139${String(n).padStart(8, '0')}`;
}
