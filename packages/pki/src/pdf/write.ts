/** Writing PDF values (ISO 32000-1 §7.3). What is kept of an existing object is copied byte for byte. */
import { ascii, concat, latin1, toHex } from '../bytes.ts';
import { timeDigits } from '../der/time.ts';
import type { PdfDict } from './syntax.ts';
import { rawOf } from './syntax.ts';

/** At most four decimals, never exponents. */
export const decimal = (value: number): string => String(Number(value.toFixed(4)));

export const reference = (number: number, generation = 0): string => `${number} ${generation} R`;

/** A text string as UTF-16BE in hexadecimal: no escaping to get wrong. */
export function textString(text: string): string {
  let hex = 'FEFF';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return `<${hex.toUpperCase()}>`;
}

/** D:YYYYMMDDhhmmssZ, ISO 32000-1 §7.9.4. */
export const dateString = (instant: Date): string => `(D:${timeDigits(instant)}Z)`;

export const hexString = (bytes: Uint8Array): string => `<${toHex(bytes).toUpperCase()}>`;

export function stream(dictionary: string, data: Uint8Array): Uint8Array {
  return concat(ascii(`<< ${dictionary} /Length ${data.length} >>\nstream\n`), data, ascii('\nendstream'));
}

/** A dictionary with some entries set and all others as they were, in their own bytes. */
export function rewriteDict(dict: PdfDict, changes: Readonly<Record<string, string>>): Uint8Array {
  const parts: string[] = [];
  for (const [key, value] of dict.entries) {
    if (!Object.hasOwn(changes, key)) parts.push(`${name(key)} ${latin1(rawOf(value))}`);
  }
  for (const [key, text] of Object.entries(changes)) parts.push(`${name(key)} ${text}`);
  return ascii(`<< ${parts.join(' ')} >>`);
}

function name(text: string): string {
  return `/${text.replace(/[^\w!"$&'*+,.:;=?@\\^`|~-]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}
