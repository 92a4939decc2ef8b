/** What is no HTTP, or has more headers than Node reads: there is no request to answer, only a connection. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** An RFC 9457 problem, which the service words by its own codes. */
export type WordProblem = (why: 'malformed' | 'too-large') => { status: number };

/** A server's `clientErrorHandler`. */
export function answerUnparsed(word: WordProblem): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return ({ code }, socket) => {
    if (!socket.writable || code === 'ECONNRESET') return void socket.destroy();
    const problem = word(code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'malformed');
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
}
