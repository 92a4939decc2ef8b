/**
 * Verifying every signature of a PDF (ISO 32000-1 §12.8; GB/T 35275 for the CMS). Contents is sniffed, not trusted to
 * be what SubFilter says. The report tells integrity, signature, chain and later changes apart, since they fail for
 * different reasons and people act differently on each.
 *
 * Left out: signatures over SES_Signature (GB/T 38540), time stamps and DSS; such a signature is reported, with
 * `pki/not-signed-data` or `pki/unsupported-algorithm`. What a new seal covers up on the page is not judged.
 */
import { digest } from '../cms/digest.ts';
import type { DigestName } from '../cms/digest-name.ts';
import type { SignerVerdict } from '../cms/verify-signed-data.ts';
import { verifySignedData } from '../cms/verify-signed-data.ts';
import { concat } from '../bytes.ts';
import type { CertificateList } from '../crl/crl.ts';
import { readHeader } from '../der/check.ts';
import { PkiError } from '../errors.ts';
import type { OcspResponse } from '../ocsp/response.ts';
import type { Reason } from '../path/reason.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { ByteRange } from './byte-range.ts';
import { digestByteRange, hasHexGap } from './byte-range.ts';
import { openPdf } from './check.ts';
import type { PdfDocument } from './document.ts';
import type { LaterChanges } from './later-changes.ts';
import { judgeLaterChanges } from './later-changes.ts';
import type { SignatureField } from './signature-fields.ts';
import { listSignatureFields } from './signature-fields.ts';
import type { PdfDict } from './syntax.ts';

export interface PdfCheck {
  pdf: Uint8Array;
  roots: readonly Certificate[];
  /** Besides those inside the signatures. */
  intermediates?: readonly Certificate[];
  /** The moment to judge certificates at; each signature's claimed signing time when left out. */
  at?: Date;
  crls?: readonly CertificateList[];
  ocsps?: readonly OcspResponse[];
}

export interface PdfSignatureReport {
  fieldName: string;
  /** Organization or common name of the signer's certificate; empty when there is none. */
  signer: string;
  issuer: string;
  serial: string | undefined;
  uscc: string | undefined;
  certificate: Certificate | undefined;
  /** The bytes of the signed revision are the ones that were signed. */
  intact: boolean;
  /** Nothing follows the signed revision. */
  coversWholeFile: boolean;
  laterChanges: LaterChanges;
  /** The signature value is the certificate's over the signed attributes. */
  signatureValid: boolean;
  pathOk: boolean;
  revocation: 'good' | 'revoked' | 'unknown' | 'not-checked';
  /** Empty when everything above holds. */
  reasons: readonly Reason[];
  /** The signer's claim. */
  signingTime: Date | undefined;
  /** 1 for the earliest signed revision. */
  revision: number;
}

export interface PdfReport {
  /** In order of signing. */
  signatures: readonly PdfSignatureReport[];
  /** Bytes follow the last signed revision. */
  modifiedAfterLastSignature: boolean;
}

/** Throws what openPdf throws for a file that does not read; every signature problem is in the report. */
export function verifyPdf(check: PdfCheck): PdfReport {
  const document = openPdf(check.pdf);
  const fields = listSignatureFields(document).filter((field) => field.value);
  const reports = fields.map((field) => judgeField(document, field, check));
  reports.sort((a, b) => a.end - b.end);
  const last = reports.at(-1);
  return {
    signatures: reports.map(({ report }, i) => ({ ...report, revision: i + 1 })),
    modifiedAfterLastSignature: last !== undefined && last.end !== check.pdf.length,
  };
}

function judgeField(
  document: PdfDocument,
  field: SignatureField,
  check: PdfCheck,
): { report: PdfSignatureReport; end: number } {
  const { pdf } = check;
  const place = field.value && locate(document, field.value);
  const verdict = place && judgeMessage(place, check);
  const end = place ? place.byteRange[2] + place.byteRange[3] : 0;
  const laterChanges = place ? judgeLaterChanges(document, end) : 'other';
  const reasons = new Set<Reason>(verdict?.reasons ?? ['pki/byte-range-wrong']);
  if (laterChanges === 'other') reasons.add('pki/changed-after-signing');
  return {
    report: toReport(field.name, verdict?.signer, {
      laterChanges,
      reasons: [...reasons],
      coversWholeFile: end === pdf.length,
    }),
    end,
  };
}

/** One signer signs a field (ISO 32000-1 §12.8.3.3.1); a message of several is none of a PDF's. */
function judgeMessage(
  { cms, byteRange }: { cms: Uint8Array; byteRange: ByteRange },
  check: PdfCheck,
): { reasons: readonly Reason[]; signer: SignerVerdict | undefined } {
  const { pdf, roots, intermediates, at, crls, ocsps } = check;
  const contentDigest = (name: DigestName) =>
    name === 'sm3' ? digestByteRange(pdf, byteRange) : digest(name, signedBytes(pdf, byteRange));
  const verdict = verifySignedData({ cms, contentDigest, roots, intermediates, at, crls, ocsps });
  const [signer, second] = verdict.signers;
  return signer && second
    ? { reasons: ['pki/not-signed-data'], signer: undefined }
    : { reasons: verdict.reasons, signer };
}

const signedBytes = (pdf: Uint8Array, [start, length, second, rest]: ByteRange): Uint8Array =>
  concat(pdf.subarray(start, start + length), pdf.subarray(second, second + rest));

function toReport(
  fieldName: string,
  verdict: SignerVerdict | undefined,
  file: Pick<PdfSignatureReport, 'laterChanges' | 'reasons' | 'coversWholeFile'>,
): PdfSignatureReport {
  const certificate = verdict?.signer;
  return {
    fieldName,
    signer: certificate?.subject.organization ?? certificate?.subject.commonName ?? '',
    issuer: certificate?.issuer.commonName ?? certificate?.issuer.organization ?? '',
    serial: certificate?.serial,
    uscc: certificate?.uscc,
    certificate,
    intact: verdict?.digestMatches ?? false,
    signatureValid: verdict?.signatureValid ?? false,
    pathOk: verdict?.pathOk ?? false,
    revocation: verdict?.path?.revocation ?? 'not-checked',
    signingTime: verdict?.signingTime,
    revision: 0,
    ...file,
  };
}

/**
 * ByteRange and CMS, when the gap is exactly this dictionary's /Contents. A range whose gap lies elsewhere leaves bytes
 * unsigned that the reader shows (the wrapping attacks on PDF signatures of 2018).
 */
function locate(document: PdfDocument, signature: PdfDict): { byteRange: ByteRange; cms: Uint8Array } | undefined {
  const contents = signature.entries.get('Contents');
  const numbers = document
    .array(signature, 'ByteRange')
    ?.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  if (contents?.kind !== 'string' || !contents.hex || contents.source !== document.bytes || numbers?.length !== 4)
    return undefined;
  if (!numbers.every((each) => Number.isSafeInteger(each) && each >= 0)) return undefined;
  const byteRange = numbers as unknown as ByteRange;
  const gap = byteRange[1] === contents.start && byteRange[2] === contents.end;
  if (!gap || !hasHexGap(document.bytes, byteRange)) return undefined;
  return { byteRange, cms: withoutPadding(contents.bytes) };
}

/** The first DER value, when nothing but zeros follows it. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  try {
    const { end } = readHeader(bytes, 0, bytes.length, 0);
    return bytes.subarray(end).some((byte) => byte !== 0) ? bytes : bytes.subarray(0, end);
  } catch (error) {
    if (error instanceof PkiError) return bytes;
    throw error;
  }
}
