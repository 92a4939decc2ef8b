/** Reads a request body up to a limit; the rest of a longer one is never kept. */
import type { IncomingMessage } from 'node:http';
import { SignerError } from '../interface/index.ts';

/** Throws signer/request-too-large, signer/request-malformed when it is not JSON. */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed on return: the refusal has to reach a caller that is still sending.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new SignerError('signer/request-too-large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new SignerError('signer/request-malformed', {}, { cause });
  }
}
