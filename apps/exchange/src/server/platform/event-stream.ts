/** Server-sent events (HTML Standard §9.2) out of an async iterable. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Proxies close quiet connections; a comment keeps them. */
const HEARTBEAT_MS = 15_000;

/** Sends events until the source ends or the page goes away; then the source's signal aborts. */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  source: (signal: AbortSignal) => AsyncIterable<object>,
): FastifyReply {
  const gone = new AbortController();
  const stream = new Readable({ read: () => undefined });
  const heartbeat = setInterval(() => stream.push(': \n\n'), HEARTBEAT_MS);
  request.raw.on('close', () => gone.abort());
  void pump(source(gone.signal), stream)
    .catch((error: unknown) => request.log.warn({ err: error }, 'event stream broke off'))
    .finally(() => {
      clearInterval(heartbeat);
      stream.push(null);
    });
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}

async function pump(source: AsyncIterable<object>, stream: Readable): Promise<void> {
  for await (const event of source) {
    if (stream.destroyed) return;
    stream.push(`data: ${JSON.stringify(event)}\n\n`);
  }
}
