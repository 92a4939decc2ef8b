/** Sealing a PDF in tests, the way the system does it: prepare, sign attributes, assemble, embed. */
import type { SealDrawing } from '../index.ts';
import { assembleSignedData, buildSignedAttributes, pdfByteRangeDigest } from '../index.ts';
import type { PdfSealInput } from '../pdf/index.ts';
import { embedPdfSignature, preparePdfSeal } from '../pdf/index.ts';
import type { Holder, ToyCa } from './toy-ca.ts';
import { AT, sign } from './toy-ca.ts';

/** A drawing with a curve, a line and a ring, small enough to read. */
export const DRAWING: SealDrawing = {
  kind: 'round-company',
  widthMm: 42,
  heightMm: 42,
  viewBox: '0 0 42 42',
  paths: [
    { d: 'M41 21C41 32 32 41 21 41C10 41 1 32 1 21C1 10 10 1 21 1C32 1 41 10 41 21Z', strokeWidth: 1.2 },
    { d: 'M21 14L25 28L14 19L28 19L17 28Z', fill: true },
  ],
};

export function sealPdf(
  ca: ToyCa,
  signer: Holder,
  input: Partial<PdfSealInput> & Pick<PdfSealInput, 'pdf' | 'fieldName'>,
): Uint8Array {
  const { prepared } = preparePdfSeal({
    placements: [{ page: 1, xMm: 20, yMm: 30 }],
    drawing: DRAWING,
    signerName: '福建某某科技有限公司',
    signingTime: AT,
    ...input,
  });
  const attributes = buildSignedAttributes({
    contentDigest: pdfByteRangeDigest(prepared).digest,
    signingTime: input.signingTime ?? AT,
    certificate: signer.certificate,
  });
  const cms = assembleSignedData({
    attributes,
    signature: sign(signer.keys, attributes),
    certificate: signer.certificate,
    chain: [ca.issuing.certificate, ca.root.certificate],
  });
  return embedPdfSignature({ prepared, cms });
}
