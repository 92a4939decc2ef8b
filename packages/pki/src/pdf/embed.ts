/** Putting the CMS into the placeholder of a prepared PDF; no other byte changes. */
import { ascii, toHex } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import { pdfByteRangeDigest } from './byte-range.ts';

/** Throws `pki/pdf-not-prepared` when there is no empty placeholder, `pki/signature-too-large` when the CMS does not fit. */
export function embedPdfSignature({ prepared, cms }: { prepared: Uint8Array; cms: Uint8Array }): Uint8Array {
  const [, start, end] = pdfByteRangeDigest(prepared).byteRange;
  const room = (end - start - 2) / 2;
  // A filled placeholder means somebody's signature: it is never overwritten.
  if (prepared.subarray(start + 1, end - 1).some((byte) => byte !== 0x30)) {
    throw new PkiError('pki/pdf-not-prepared', 'the placeholder is filled', { offset: start });
  }
  if (cms.length > room) {
    throw new PkiError('pki/signature-too-large', `${cms.length} bytes, the placeholder holds ${Math.floor(room)}`, {
      field: 'cms',
    });
  }
  const signed = new Uint8Array(prepared);
  signed.set(ascii(toHex(cms)), start + 1);
  return signed;
}
