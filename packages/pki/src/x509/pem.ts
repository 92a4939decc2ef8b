/** PEM (RFC 7468, strict form): one label, base64 in lines of 64. */
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
  const block = new RegExp(`-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+?)\\s*-----END ${label}-----`, 'g');
  return [...text.matchAll(block)].map((match) => {
    try {
      return Uint8Array.from(atob((match[1] as string).replace(/\s/g, '')), (character) => character.charCodeAt(0));
    } catch (cause) {
      throw new PkiError('pki/bad-structure', 'not base64', { offset: match.index, field: 'pem', cause });
    }
  });
}
