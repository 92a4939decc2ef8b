/**
 * A document that is to be sealed, as it will be: the phone downloads it, shows it, and works out for itself what the
 * signature is going to cover. A document that was swapped after `prepare`, or attributes over another one, stop here.
 */
import { parseSignedAttributes, pdfByteRangeDigest, PkiError } from '@qianyin/pki';
import { sm3 } from '@qianyin/gm';
import { type Bytes, equalBytes, toHex } from './bytes.ts';
import { WalletError } from './errors.ts';

/** GB/T 35275 §5: the content type `data`. */
const GM_DATA = '1.2.156.10197.6.1.4.2.1';
/** As in scan-statement.ts: two clocks and a look. */
const MAX_SKEW_MS = 10 * 60 * 1000;

export interface PreparedDocument {
  id: string;
  name: string;
  /** The prepared PDF: shown, digested, never changed. */
  bytes: Bytes;
  /** SM3 over its byte range. */
  digest: Uint8Array;
  /** DER SET OF signed attributes: the message to be co-signed. */
  attributes: Bytes;
}

/** SM3 over everything but the place of the signature. Throws wallet/document-unreadable. */
export function documentDigest(bytes: Uint8Array): Uint8Array {
  try {
    return pdfByteRangeDigest(bytes).digest;
  } catch (cause) {
    if (cause instanceof PkiError) throw new WalletError('wallet/document-unreadable', { cause });
    throw cause;
  }
}

/** That these attributes sign exactly this document by this certificate, now. Throws wallet/attributes-differ. */
export function checkAttributes(document: PreparedDocument, certificate: Uint8Array, now: Date): void {
  const attributes = readAttributes(document.attributes);
  const age = Math.abs((attributes.signingTime?.getTime() ?? Number.NaN) - now.getTime());
  const same = {
    contentType: attributes.contentType === GM_DATA,
    messageDigest: equalBytes(attributes.contentDigest, document.digest),
    signingTime: age <= MAX_SKEW_MS,
    signingCertificate:
      attributes.certificateDigest !== undefined && equalBytes(attributes.certificateDigest, sm3(certificate)),
    // An attribute we cannot read could say anything over our signature.
    otherAttributes: attributes.otherAttributes.length === 0,
  };
  const field = Object.entries(same).find(([, ok]) => !ok)?.[0];
  if (field !== undefined) throw new WalletError('wallet/attributes-differ', { field });
}

function readAttributes(der: Uint8Array) {
  try {
    return parseSignedAttributes(der);
  } catch (cause) {
    if (cause instanceof PkiError) throw new WalletError('wallet/attributes-differ', { field: 'encoding', cause });
    throw cause;
  }
}

export function digestText(document: PreparedDocument): string {
  return toHex(document.digest);
}
