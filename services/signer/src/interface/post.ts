/** One HTTP POST over a unix socket, with a time limit and a size limit on the answer. */
import { request } from 'node:http';
import type { Agent } from 'node:http';
import { SignerError } from './errors.ts';
import { MAX_BODY } from './wire.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

export interface PostOptions {
  socketPath: string;
  token: string;
  agent: Agent;
  path: string;
  body: string;
  timeoutMs?: number;
}

/** The answer's body whatever its HTTP status: the signer's answer is inside. Throws signer/timeout or signer/unreachable. */
export function post(options: PostOptions): Promise<string> {
  const { socketPath, token, agent, path, body } = options;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const fail = (cause: unknown) =>
      reject(new SignerError(signal.aborted ? 'signer/timeout' : 'signer/unreachable', {}, { cause }));
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const call = request({ socketPath, path, method: 'POST', agent, headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BODY) response.destroy(new Error('answer too large'));
        else chunks.push(chunk);
      });
      response.on('error', fail);
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    call.on('error', fail);
    call.end(body);
  });
}
