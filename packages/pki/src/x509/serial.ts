/** Serial numbers (RFC 5280 §4.1.2.2): positive, at most 20 octets, here 16 octets with 126 random bits. */
import type { RandomBytes } from '@qianyin/gm';
import { fromHex, toHex } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { drawn } from '../random.ts';

/** A fresh serial number as lower-case hex, always 32 digits. */
export function newSerial(random: RandomBytes): string {
  const bytes = new Uint8Array(drawn(random, 16));
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return toHex(bytes);
}

/** The one spelling of a serial number: lower case, even length, no leading zero octets. */
export function normalSerial(serial: string): string {
  const bytes = fromHex(serial.length % 2 === 0 ? serial : `0${serial}`);
  const text = bytes && toHex(bytes).replace(/^(?:00)+(?=.)/, '');
  if (!text || text === '00' || text.length > 40) {
    throw new PkiError('pki/bad-value', 'a positive number of at most 20 octets, in hex, expected', {
      field: 'serial',
    });
  }
  return text;
}
