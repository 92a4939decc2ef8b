/**
 * Confirming a scan session (specs/scan-session/v1.md): review, then co-sign.
 *
 * Nothing is signed that was not reviewed: `reviewScan` gives the messages only after every byte of them was compared
 * with the request on the screen and with the documents themselves.
 */
import type { ScanRequest, ScanStatement } from '@qianyin/contract';
import { parseCertificate } from '@qianyin/pki';
import { answerBytes } from './answer.ts';
import { type Bytes, fromBase64url } from './bytes.ts';
import { cosign } from './cosign.ts';
import { type FinishedCeremony } from './ceremony.ts';
import { listCertificates, type PhoneCertificate } from './certificate-view.ts';
import { WalletError } from './errors.ts';
import { findKey } from './key-store.ts';
import type { Phone } from './phone.ts';
import { checkAttributes, digestText, documentDigest, type PreparedDocument } from './prepared-document.ts';
import type { KeyRefusal } from './refusal.ts';
import { checkStatement } from './scan-statement.ts';

/** Certificates of the request whose keys lie on this phone and may be used. Throws wallet/no-fitting-certificate. */
export async function fittingCertificates(phone: Phone, request: ScanRequest): Promise<PhoneCertificate[]> {
  const all = await listCertificates(phone);
  const fitting = all.filter(
    (view) => view.here && view.state === 'active' && request.certificateIds.includes(view.id),
  );
  if (fitting.length === 0) throw new WalletError('wallet/no-fitting-certificate');
  return fitting;
}

/** A request whose messages were checked against what is displayed. */
export interface ReviewedScan {
  request: ScanRequest;
  certificate: PhoneCertificate;
  statement: ScanStatement;
  documents: PreparedDocument[];
  /** What is signed, in the order of the ceremony: the statement, then each document's attributes. */
  messages: Bytes[];
}

/** Throws wallet/statement-…, wallet/document-…, wallet/attributes-differ, and what the operations answer. */
export async function reviewScan(
  phone: Phone,
  input: { request: ScanRequest; certificate: PhoneCertificate; sealId: string | null },
): Promise<ReviewedScan> {
  const { request, certificate, sealId } = input;
  const prepared = await phone.api.scanSessions.prepareScanSession({
    id: request.id,
    certificateId: certificate.id,
    sealId,
  });
  const documents = await fetchDocuments(phone, request, prepared.attributes);
  const statement = checkStatement(prepared.statement, {
    request,
    serial: certificate.serial,
    sealId,
    digests: documents.map(digestText),
    now: phone.clock(),
  });
  const der = answerBytes(certificate.signing, 'signing');
  await checkOwnKey(phone, certificate, der);
  for (const document of documents) checkAttributes(document, der, phone.clock());
  const messages = [new TextEncoder().encode(prepared.statement), ...documents.map(({ attributes }) => attributes)];
  return { request, certificate, statement, documents, messages };
}

/** Co-signs what was reviewed. `number` is the one chosen of three, null when the request has none. */
export async function confirmScan(
  phone: Phone,
  input: { review: ReviewedScan; number: string | null; pin: string },
): Promise<FinishedCeremony | KeyRefusal> {
  const { request, certificate, messages } = input.review;
  if (request.numbers.length > 0 && !request.numbers.includes(input.number ?? '')) {
    throw new WalletError('wallet/number-missing');
  }
  return cosign(phone, {
    keyId: certificate.keyId,
    pin: input.pin,
    purpose: { kind: 'scan', scanId: request.id },
    messages,
    begin: (start) => phone.api.scanSessions.beginScanSignature({ id: request.id, number: input.number, ...start }),
  });
}

async function fetchDocuments(
  phone: Phone,
  request: ScanRequest,
  attributes: { documentId: string; attributes: string }[],
): Promise<PreparedDocument[]> {
  if (attributes.length !== request.documents.length) {
    throw new WalletError('wallet/attributes-differ', { field: 'documents' });
  }
  return Promise.all(
    request.documents.map(async ({ id, name }, i) => {
      // In the order of the request: a message for another document, or two for one, has no place here.
      const own = attributes[i]?.documentId === id ? fromBase64url(attributes[i].attributes) : undefined;
      if (own === undefined) throw new WalletError('wallet/attributes-differ', { field: 'documents' });
      const file = await phone.api.scanSessions.readScanDocument({ id: request.id, documentId: id });
      const bytes = new Uint8Array(await file.arrayBuffer());
      return { id, name, bytes, digest: documentDigest(bytes), attributes: own };
    }),
  );
}

/** The certificate that the signature will be judged by holds the key of this phone. */
async function checkOwnKey(phone: Phone, certificate: PhoneCertificate, der: Uint8Array): Promise<void> {
  const { publicKey } = await findKey(phone, certificate.keyId);
  const parsed = parseCertificate(der);
  if (parsed.serial !== certificate.serial || !parsed.publicKey.every((byte, i) => byte === publicKey[i])) {
    throw new WalletError('wallet/certificate-key-differs');
  }
}
