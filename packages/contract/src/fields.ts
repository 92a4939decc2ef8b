/** Field schemas used by several operations. The message of a broken rule is the rule’s name. */
import { z } from 'zod';
import { isCardNumber, isIdNumber, isPhone, isUscc } from './rules.ts';

const ruled = (check: (text: string) => boolean, rule: string) => z.string().trim().toUpperCase().refine(check, rule);

export const phoneField = ruled(isPhone, 'phone');
export const usccField = ruled(isUscc, 'uscc');
export const idNumberField = ruled(isIdNumber, 'id-number');
export const cardNumberField = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine(isCardNumber, 'card-number');

/** A person's name: Han characters with the middle dot, or Latin letters; 2 to 40 characters. */
export const personNameField = z
  .string()
  .trim()
  .regex(/^(?:\p{Script=Han}[\p{Script=Han}·]{0,38}\p{Script=Han}|[A-Za-z][A-Za-z .'-]{1,39})$/u, 'person-name');

/** A unit's registered full name: 2 to 100 characters, no control characters. */
export const unitNameField = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cf}<>]{2,100}$/u, 'unit-name');

export const emailField = z.email('email').max(120);
export const loginCodeField = z.string().regex(/^\d{6}$/, 'login-code');
export const idField = z.uuid();
export const instantField = z.iso.datetime();
/** Integer cents. */
export const centsField = z.int().min(0).max(100_000_000);

const base64url = /^[A-Za-z0-9_-]*$/;
/** Bytes as unpadded base64url (RFC 4648 §5), of an exact decoded length or within one. */
export const bytesField = (length: number | { max: number }) => {
  const text = z.string().regex(base64url, 'base64url');
  const chars = (bytes: number) => Math.ceil((bytes * 4) / 3);
  return typeof length === 'number' ? text.length(chars(length)) : text.min(1).max(chars(length.max));
};
