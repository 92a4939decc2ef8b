/**
 * UTCTime and GeneralizedTime as RFC 5280 §4.1.2.5 narrows them: always seconds, always Z, no fractions.
 * Years 1950–2049 are UTCTime, later ones GeneralizedTime.
 */
import { latin1 } from '../bytes.ts';

export type TimeForm = 'utc' | 'generalized';

const PATTERN = {
  utc: /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/,
  generalized: /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/,
} as const;

/** The instant, or undefined when the octets are not a time or not a real date. */
export function parseTimeText(form: TimeForm, content: Uint8Array): Date | undefined {
  if (content.length > 15) return undefined;
  const match = PATTERN[form].exec(latin1(content));
  if (!match) return undefined;
  const [first, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const year = form === 'generalized' ? first : first < 50 ? 2000 + first : 1900 + first;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const real =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  return real ? date : undefined;
}

export function isTimeText(form: TimeForm, content: Uint8Array): boolean {
  return parseTimeText(form, content) !== undefined;
}

/** `20260131T…` digits of an instant to the second: YYYYMMDDhhmmss. Milliseconds are cut off. */
export function timeDigits(instant: Date): string {
  return instant.toISOString().slice(0, 19).replace(/[-:T]/g, '');
}
