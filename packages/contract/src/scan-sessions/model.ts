/** Scan sessions (specs/scan-session/v1.md): a page on a computer asks the phone for something. */
import { z } from 'zod';
import { bytesField, idField, instantField } from '../fields.ts';

/** The kinds this version serves. */
export const SCAN_KINDS = ['login', 'seal'] as const;
export const scanKind = z.enum(SCAN_KINDS);
export type ScanKind = z.infer<typeof scanKind>;

export const SCAN_STATES = ['opened', 'scanned', 'confirmed', 'refused', 'expired', 'failed'] as const;
export const scanState = z.enum(SCAN_STATES);
export type ScanState = z.infer<typeof scanState>;

/** Session identifier: 128 random bits, base64url. */
export const scanId = bytesField(16);
/** HMAC of id, time, kind, digest and origin. */
export const scanCode = bytesField(32);

/** Text written by the platform: shown as text, never as markup; no control or direction characters. */
export const displayText = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cf}]{1,200}$/u, 'display-text');

/** Where the lower left corner of the seal goes, in millimetres from the lower left corner of the page. Numbers may come as text: the form is multipart. */
export const sealPlacement = z.object({
  page: z.coerce.number().int().min(1).max(5000),
  xMm: z.coerce.number().min(0).max(2000),
  yMm: z.coerce.number().min(0).max(2000),
});
export type SealPlacement = z.infer<typeof sealPlacement>;

/** What the platform's page must know to draw the QR: codes are made on the platform's server from `secret`. */
export const openedScan = z.object({
  id: scanId,
  secret: bytesField(32),
  resultToken: bytesField(32),
  /** What a person types who cannot scan: 8 digits, shown in groups of four. */
  typedCode: z.string().regex(/^\d{8}$/),
  /** The link without `t` and `c`. */
  link: z.url(),
  /** What the code is computed over besides id and t: kind, digest and origin. */
  digest: bytesField(32),
  expiresAt: instantField,
});
export type OpenedScan = z.infer<typeof openedScan>;

export const scanProgress = z.object({
  state: scanState,
  /** After scanning, for kinds with documents: the number that the page shows and the phone must choose. */
  number: z.string().nullable(),
  expiresAt: instantField,
});
export type ScanProgress = z.infer<typeof scanProgress>;

export const scanDocument = z.object({
  id: idField,
  name: z.string(),
  bytes: z.int(),
  pages: z.int(),
});
export type ScanDocument = z.infer<typeof scanDocument>;

/** What the phone shows after scanning. */
export const scanRequest = z.object({
  id: scanId,
  kind: scanKind,
  state: scanState,
  platform: z.object({ id: z.string(), name: z.string(), origin: z.string(), boundAt: instantField.nullable() }),
  display: z.string(),
  documents: z.array(scanDocument),
  /** Place of the computer's browser as the service saw it. */
  browser: z.object({ address: z.string(), agent: z.string() }),
  /** Three numbers of which one stands on the computer; empty for a login. */
  numbers: z.array(z.string()),
  /** Certificates of this account that qualify. */
  certificateIds: z.array(idField),
  expiresAt: instantField,
});
export type ScanRequest = z.infer<typeof scanRequest>;

/** The statement and what else is to be co-signed, in this order; the phone checks every byte against what it shows. */
export const preparedScan = z.object({
  /** RFC 8785 canonical JSON of the authorisation statement. */
  statement: z.string(),
  /** For each document: CMS signed attributes (DER SET OF) over the prepared PDF. */
  attributes: z.array(z.object({ documentId: idField, attributes: bytesField({ max: 2048 }) })),
});
export type PreparedScan = z.infer<typeof preparedScan>;

/** Members of the authorisation statement. Times are RFC 3339 instants, digests lower-case hex of SM3. */
export const scanStatement = z.object({
  v: z.literal(1),
  kind: scanKind,
  session: z.string(),
  platform: z.string(),
  origin: z.string(),
  display: z.string(),
  documents: z.array(z.object({ name: z.string(), digest: z.string() })),
  certificate: z.string(),
  seal: z.string().nullable(),
  time: z.string(),
  nonce: z.string(),
});
export type ScanStatement = z.infer<typeof scanStatement>;
