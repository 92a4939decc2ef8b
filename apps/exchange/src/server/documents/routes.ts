/** The HTTP of documents: upload, list of sealed ones, download. */
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { type GuardParts, requireSession } from '../logins/guard.ts';
import { found, Refusal } from '../platform/refusal.ts';
import { documentOf, sealedDocuments } from './store.ts';
import { type UploadParts, uploadDocument } from './upload-document.ts';

const idOf = (value: unknown): string => {
  const id = z.object({ id: z.uuid() }).safeParse(value);
  if (!id.success) throw new Refusal('exchange/not-found');
  return id.data.id;
};

export const documentsRoutes: FastifyPluginAsync<GuardParts & UploadParts> = async (app, parts) => {
  app.get('/api/documents', async (request) => {
    const { unit } = await requireSession(parts, request);
    return { documents: await sealedDocuments(parts.db, unit.id) };
  });

  // The session is looked at before twenty megabytes are read.
  const onRequest = async (request: Parameters<typeof requireSession>[1]) =>
    void (await requireSession(parts, request));
  app.post('/api/documents', { onRequest, config: { takesPdf: true } }, async (request) => {
    const { unit } = await requireSession(parts, request);
    if (!Buffer.isBuffer(request.body)) throw new Refusal('exchange/not-a-pdf');
    const { name = '' } = request.query as { name?: string };
    return { id: await uploadDocument(parts, { unitId: unit.id, name: String(name), content: request.body }) };
  });

  app.get('/api/documents/:id', async (request) => {
    const { unit } = await requireSession(parts, request);
    const { content: _content, ...view } = found(
      await documentOf(parts.db, { unitId: unit.id, id: idOf(request.params) }),
    );
    return view;
  });

  app.get('/api/documents/:id/file', async (request, reply) => {
    const { unit } = await requireSession(parts, request);
    const { name, content } = found(await documentOf(parts.db, { unitId: unit.id, id: idOf(request.params) }));
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(content);
  });
};
