/**
 * UTCTime and GeneralizedTime as RFC 5280 §4.1.2.5 narrows them: always seconds, always Z, no fractions, but in time
 * stamps.
 * Years 1950–2049 are UTCTime, later ones GeneralizedTime.
 */
import { latin1 } from '../bytes.ts';

export type TimeForm = 'utc' | 'generalized';

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The instant, or undefined when the octets are not a time or not a real date. */
export function parseTimeText(form: TimeForm, content: Uint8Array): Date | undefined {
  const instant = instantAt(form, content, 0, content.length);
  return Number.isNaN(instant) ? undefined : new Date(instant);
}

export function isTimeAt(form: TimeForm, bytes: Uint8Array, start: number, end: number): boolean {
  return !Number.isNaN(instantAt(form, bytes, start, end));
}

/** Milliseconds since 1970 of the time from `start` to `end`; NaN when it is none. */
function instantAt(form: TimeForm, bytes: Uint8Array, start: number, end: number): number {
  const yearDigits = form === 'utc' ? 2 : 4;
  if (end - start !== yearDigits + 11 || bytes[end - 1] !== 0x5a) return Number.NaN;
  let year = twoDigits(bytes, start);
  if (form === 'utc') year += year < 50 ? 2000 : 1900;
  else year = year * 100 + twoDigits(bytes, start + 2);
  const at = start + yearDigits;
  const month = twoDigits(bytes, at);
  const day = twoDigits(bytes, at + 2);
  const hour = twoDigits(bytes, at + 4);
  const minute = twoDigits(bytes, at + 6);
  const second = twoDigits(bytes, at + 8);
  // Comparisons that fail for NaN as well.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return Number.NaN;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  return year >= 100
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/**
 * Milliseconds since 1970 of a GeneralizedTime that may have a fraction of a second, in its one DER form: a full stop,
 * no trailing zeros (X.690 §11.7). Digits beyond milliseconds are cut off. NaN when it is none. Certificates and lists
 * have no fractions; time stamps do (RFC 3161 §2.4.2).
 */
export function preciseInstantAt(bytes: Uint8Array, start: number, end: number): number {
  // A copy: `slice` of a subclass may be a view, as Node’s is, and this one is written to.
  const whole = new Uint8Array(bytes.subarray(start, start + 15));
  if (end - start <= 15) return instantAt('generalized', bytes, start, end);
  if (end - start > 30 || whole[14] !== 0x2e || bytes[end - 1] !== 0x5a || bytes[end - 2] === 0x30) return Number.NaN;
  whole[14] = 0x5a;
  let digits = '';
  for (let i = start + 15; i < end - 1; i++) digits += String.fromCharCode(bytes[i] as number);
  if (!/^[0-9]+$/.test(digits)) return Number.NaN;
  return instantAt('generalized', whole, 0, 15) + Number(digits.padEnd(3, '0').slice(0, 3));
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 0x30;
  const units = (bytes[at + 1] as number) - 0x30;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN;
}

function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTHS[month - 1] as number);
}

/** Digits of an instant to the second, and Z: YYYYMMDDhhmmssZ in ASCII. Milliseconds are cut off. */
export function timeOctets(instant: Date): Uint8Array {
  const octets = new Uint8Array(15);
  putDigits(octets, 0, 4, instant.getUTCFullYear());
  putDigits(octets, 4, 2, instant.getUTCMonth() + 1);
  putDigits(octets, 6, 2, instant.getUTCDate());
  putDigits(octets, 8, 2, instant.getUTCHours());
  putDigits(octets, 10, 2, instant.getUTCMinutes());
  putDigits(octets, 12, 2, instant.getUTCSeconds());
  octets[14] = 0x5a;
  return octets;
}

/** The same digits as text, without the Z. */
export const timeDigits = (instant: Date): string => latin1(timeOctets(instant).subarray(0, 14));

function putDigits(octets: Uint8Array, at: number, count: number, value: number): void {
  for (let i = at + count - 1, rest = value; i >= at; i--, rest = Math.floor(rest / 10)) octets[i] = 0x30 + (rest % 10);
}
