/** Whether a file may become a material: PDF, PNG or JPEG by its bytes, and openable by whoever reviews it. */
import { PkiError } from '@qianyin/pki';
import { checkPdf } from '@qianyin/pki/pdf';
import { Refusal } from '../../platform/errors.ts';
import { type MediaType, readMediaType } from './media-type.ts';

const MAX_PAGES = 200;

/** The type. Throws `orders/material-type` for other files, `orders/material-unreadable` for broken ones. */
export function checkMaterial(bytes: Uint8Array): MediaType {
  const verdict = readMediaType(bytes);
  if (verdict === undefined) throw new Refusal('orders/material-type');
  if (!verdict.readable) throw new Refusal('orders/material-unreadable');
  if (verdict.type === 'application/pdf') requireOpenablePdf(bytes);
  return verdict.type;
}

/** Encrypted, broken or active: none of them shows every reviewer the same pages. */
function requireOpenablePdf(bytes: Uint8Array): void {
  try {
    checkPdf(bytes, { maxPages: MAX_PAGES });
  } catch (cause) {
    if (!(cause instanceof PkiError)) throw cause;
    // A file certified against changes may be looked at.
    if (cause.code !== 'pki/pdf-locked') throw new Refusal('orders/material-unreadable', { cause });
  }
}
