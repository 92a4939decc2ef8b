/** The link in the QR, opened on the phone itself or by another scanner: on to the wallet, which checks it. */
import type { FastifyInstance } from 'fastify';

export function mountScanLink(app: FastifyInstance, publicUrl: string): void {
  app.get('/s/:id', (request, reply) =>
    reply.redirect(`/wallet/scan?link=${encodeURIComponent(publicUrl + request.url)}`, 302),
  );
}
