export type { CsrAttributes, CsrAttributesInput } from './attributes.ts';
export type { CertificationRequest, CsrInfoInput } from './request.ts';
export { assembleCsr, buildCsrInfo, parseCsr } from './request.ts';
export type { CsrResponse, CsrResponseInput, OpenedCsrResponse } from './response.ts';
export { buildCsrResponse, openCsrResponse, parseCsrResponse } from './response.ts';
