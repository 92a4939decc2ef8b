/** Routes that are no procedures: protocols with bytes of their own, and redirects. */
import type { FastifyInstance } from 'fastify';
import { mountScanLink } from '../domains/scan-sessions/index.ts';
import { mountOidc } from '../flows/oidc/index.ts';
import type { Parts } from './parts.ts';

export function mountPlainRoutes(app: FastifyInstance, parts: Parts): void {
  mountScanLink(app, parts.publicUrl);
  mountOidc(app, parts);
}
