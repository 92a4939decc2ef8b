/** Routes that are no procedures: protocols with bytes of their own, and redirects. */
import type { FastifyInstance } from 'fastify';
import { mountAuthorityRoutes } from '../domains/certificates/index.ts';
import { mountPaymentNotice } from '../domains/payments/index.ts';
import { mountScanLink } from '../domains/scan-sessions/index.ts';
import { mountOidc } from '../flows/oidc/index.ts';
import type { Parts } from './parts.ts';

export function mountPlainRoutes(app: FastifyInstance, parts: Parts): void {
  mountAuthorityRoutes(app, parts);
  mountPaymentNotice(app, parts);
  mountScanLink(app, parts.publicUrl);
  mountOidc(app, parts);
}
