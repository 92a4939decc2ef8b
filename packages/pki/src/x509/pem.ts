/** PEM (RFC 7468, strict form): one label, base64 in lines of 64. */
import { ascii } from '../bytes.ts';
import { PkiError } from '../errors.ts';

export type PemLabel =
  | 'CERTIFICATE'
  | 'CERTIFICATE REQUEST'
  | 'X509 CRL'
  | 'PUBLIC KEY'
  | 'PRIVATE KEY'
  | 'ENCRYPTED PRIVATE KEY'
  | 'EC PRIVATE KEY'
  | 'RSA PRIVATE KEY';

export function pemEncode(label: PemLabel, der: Uint8Array): string {
  let binary = '';
  for (const byte of der) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Every block of this label in a text, in order. Blocks of other labels are skipped. */
export function pemDecode(label: PemLabel, text: string): Uint8Array[] {
  const [begin, end] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
  const blocks: Uint8Array[] = [];
  // By position: one expression for a block splits its blanks among its parts in so many ways that a page of them takes days.
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
    const start = at + begin.length;
    const stop = text.indexOf('-----', start);
    if (stop < 0) break;
    const body = text.slice(start, stop);
    if (text.startsWith(end, stop) && /^\s[A-Za-z0-9+/=\s]*$/.test(body)) blocks.push(base64(body, at));
    at = stop;
  }
  return blocks;
}

function base64(body: string, offset: number): Uint8Array {
  try {
    return ascii(atob(body.replace(/\s/g, '')));
  } catch (cause) {
    throw new PkiError('pki/bad-structure', 'not base64', { offset, field: 'pem', cause });
  }
}
