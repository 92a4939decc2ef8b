/** Verification for everybody: the file goes to the service's verify-document, the report comes back; nothing is kept. */
import type { QianyinClient } from '@qianyin/client';
import type { FastifyPluginAsync } from 'fastify';
import { checkPdfMarks } from '../documents/upload-document.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { RateLimit } from './rate-limit.ts';

interface VerificationParts {
  service: QianyinClient;
  clock: Clock;
}

export const verificationRoutes: FastifyPluginAsync<VerificationParts> = async (app, { service, clock }) => {
  // Public and costly: twenty files in ten minutes from one address.
  const limit = new RateLimit({ times: 20, seconds: 600, clock });

  app.post(
    '/api/verifications',
    {
      config: { takesPdf: true },
      onRequest: async (request) => {
        if (!limit.allows(request.ip)) throw new Refusal('exchange/rate-limited');
      },
    },
    async (request) => {
      if (!Buffer.isBuffer(request.body)) throw new Refusal('exchange/not-a-pdf');
      checkPdfMarks(request.body);
      const { name = 'document.pdf' } = request.query as { name?: string };
      const file = new File([new Uint8Array(request.body)], String(name).slice(0, 120), { type: 'application/pdf' });
      return service.verification.verifyDocument({ file });
    },
  );
};
