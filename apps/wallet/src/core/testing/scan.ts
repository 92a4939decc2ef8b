/** A sealing request with everything that belongs to it, as an honest service prepares it. */
import { canonicalStatement, type ScanRequest, type ScanStatement } from '@qianyin/contract';
import { sm3 } from '@qianyin/gm';
import { buildSignedAttributes } from '@qianyin/pki';
import { toBase64url, toHex } from '../bytes.ts';
import { bytesOf } from './service.ts';

export const SEAL_ID = '0190b7a8-0000-7000-8000-000000000004';
const DOCUMENT_ID = '0190b7a8-0000-7000-8000-000000000005';

export const REQUEST: ScanRequest = {
  id: 'abcdefghijklmnopqrstuv',
  kind: 'seal',
  state: 'scanned',
  platform: { id: 'exchange', name: '洋河e采', origin: 'http://127.0.0.1:8701', boundAt: null },
  display: '在投标函上盖章',
  documents: [{ id: DOCUMENT_ID, name: '投标函.pdf', bytes: 100, pages: 1 }],
  browser: { address: '127.0.0.1', agent: 'Chrome' },
  numbers: ['1234', '5678', '9012'],
  certificateIds: ['0190b7a8-0000-7000-8000-000000000003'],
  expiresAt: '2027-01-01T00:00:00.000Z',
};

/** The least that has a byte range: text, one hexadecimal string, text. */
export function preparedPdf(text = '投标函'): Uint8Array {
  const encode = (part: string) => new TextEncoder().encode(part);
  const tail = encode(`\n% ${text}\n%%EOF\n`);
  const gap = `<${'0'.repeat(64)}>`;
  const head = (range: string) => `%PDF-1.7\n<< /ByteRange [${range}] /Contents `;
  const pad = (value: number) => String(value).padStart(8, '0');
  const start = encode(head([0, 0, 0, 0].map(pad).join(' '))).length;
  const range = [0, start, start + gap.length, tail.length].map(pad).join(' ');
  return new Uint8Array([...encode(head(range) + gap), ...tail]);
}

/** SM3 over the two parts around the gap, worked out apart from the code under test. */
export function rangeDigest(pdf: Uint8Array): Uint8Array {
  const open = pdf.lastIndexOf('<'.charCodeAt(0));
  const close = pdf.lastIndexOf('>'.charCodeAt(0));
  return sm3(new Uint8Array([...pdf.subarray(0, open), ...pdf.subarray(close + 1)]));
}

export interface Preparation {
  pdf: Uint8Array;
  statement: ScanStatement;
  attributes: { documentId: string; attributes: string }[];
}

export function prepare(certificate: { serial: string; signing: string }, pdf = preparedPdf()): Preparation {
  const contentDigest = rangeDigest(pdf);
  const der = bytesOf(certificate.signing);
  const attributes = buildSignedAttributes({ contentDigest, signingTime: new Date(), certificate: { der } });
  return {
    pdf,
    statement: {
      v: 1,
      kind: 'seal',
      session: REQUEST.id,
      platform: REQUEST.platform.id,
      origin: REQUEST.platform.origin,
      display: REQUEST.display,
      documents: [{ name: '投标函.pdf', digest: toHex(contentDigest) }],
      certificate: certificate.serial,
      seal: SEAL_ID,
      time: new Date().toISOString(),
      nonce: toBase64url(new Uint8Array(16)),
    },
    attributes: [{ documentId: DOCUMENT_ID, attributes: toBase64url(attributes) }],
  };
}

export const preparedAnswer = ({ statement, attributes }: Preparation) => ({
  statement: canonicalStatement(statement),
  attributes,
});
