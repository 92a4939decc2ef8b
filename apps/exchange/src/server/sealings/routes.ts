/** The HTTP of sealings. */
import { sealPlacement } from '@qianyin/contract';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireSession } from '../logins/guard.ts';
import { sendEvents } from '../platform/event-stream.ts';
import { found, Refusal } from '../platform/refusal.ts';
import { browserOf } from '../scan/browser-of.ts';
import { beginSealing, type BeginParts } from './begin-sealing.ts';
import { followSealing } from './follow-sealing.ts';
import { sealingById } from './store.ts';

const body = z.object({ documentId: z.uuid(), placement: sealPlacement });

export const sealingsRoutes: FastifyPluginAsync<BeginParts & { secure: boolean }> = async (app, parts) => {
  app.post('/api/sealings', async (request) => {
    const { unit } = await requireSession(parts, request);
    const wanted = body.safeParse(request.body);
    if (!wanted.success) throw new Refusal('exchange/request-invalid');
    return { id: await beginSealing(parts, { ...wanted.data, unit, browser: browserOf(request) }) };
  });

  app.get('/api/sealings/:id/events', async (request, reply) => {
    const id = await ownSealing(request);
    return sendEvents(request, reply, (signal) => followSealing(parts, id, signal));
  });

  async function ownSealing(request: FastifyRequest): Promise<string> {
    const { unit } = await requireSession(parts, request);
    const id = z.uuid().safeParse((request.params as { id?: unknown }).id);
    const sealing = found(id.success ? await sealingById(parts, id.data) : undefined);
    if (sealing.unitId !== unit.id) throw new Refusal('exchange/not-found');
    return sealing.id;
  }
};
