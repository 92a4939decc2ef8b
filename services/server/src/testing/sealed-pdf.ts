/** Sealed documents as the service makes them: seal laid in, attributes co-signed by the phone, CMS embedded. */
import { randomUUID } from 'node:crypto';
import { type SealDrawing, assembleSignedData, buildSignedAttributes, parseCertificate } from '@qianyin/pki';
import { embedPdfSignature, preparePdfSeal } from '@qianyin/pki/pdf';
import type { DualCertificates } from '../domains/certificates/model.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { DOT } from './issuing-parts.ts';
import { type TestPhone, cosign } from './phone.ts';

export interface SealedPdf {
  pdf: Uint8Array;
  /** What the phone signed, and its signature r‖s. */
  attributes: Uint8Array;
  signature: Uint8Array;
}

export async function sealPdf(
  parts: IssuingParts,
  { phone, pair }: { phone: TestPhone; pair: DualCertificates },
  pdf: Uint8Array,
  { drawing = DOT, signingTime = parts.clock.now() }: { drawing?: SealDrawing; signingTime?: Date } = {},
): Promise<SealedPdf> {
  const certificate = parseCertificate(pair.signing);
  const { prepared, digest } = preparePdfSeal({
    pdf,
    placements: [{ page: 1, xMm: 120, yMm: 40 }],
    drawing,
    fieldName: `seal-${randomUUID()}`,
    signerName: pair.name,
    signingTime,
  });
  const attributes = buildSignedAttributes({ contentDigest: digest, signingTime, certificate });
  const signature = await cosign(parts, phone, attributes);
  const chain = pair.chain.map((der) => ({ der }));
  const cms = assembleSignedData({ attributes, signature, certificate, chain });
  return { pdf: embedPdfSignature({ prepared, cms }), attributes, signature };
}
