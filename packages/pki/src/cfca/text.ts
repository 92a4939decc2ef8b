/** CFCA hands binary out as base64, with or without PEM lines, spaces and commas between. */
import { ascii, latin1 } from '../bytes.ts';
import { PkiError } from '../errors.ts';

/** Shorter than any key; below it octets are taken for cut-off DER. */
const MIN_TEXT = 16;
const isText = (octets: Uint8Array): boolean =>
  octets.length >= MIN_TEXT && octets.every((octet) => octet < 0x7f && (octet >= 0x20 || octet === 10 || octet === 13));

/** `input` is DER or such a text, as characters or octets. Throws `pki/bad-structure` for what is neither. */
export function binaryOf(input: Uint8Array | string, maxBytes: number, field: string): Uint8Array {
  if (input.length > 2 * maxBytes)
    throw new PkiError('pki/too-large', `more than ${maxBytes} bytes`, { offset: 0, field });
  if (typeof input !== 'string' && !isText(input)) return input;
  const text = typeof input === 'string' ? input : latin1(input);
  const body = text.replace(/-----[A-Z0-9 ]{1,40}-----/g, '').replace(/[\s,]/g, '');
  try {
    return ascii(atob(body));
  } catch (cause) {
    throw new PkiError('pki/bad-structure', 'neither DER nor base64', { offset: 0, field, cause });
  }
}
