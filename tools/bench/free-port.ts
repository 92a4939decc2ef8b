import { createServer } from 'node:net';

/** A TCP port that nobody uses at this moment, as text for an environment variable. */
export async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle);
  });
  const address = server.address();
  await new Promise((settle) => {
    server.close(settle);
  });
  return String(typeof address === 'object' && address !== null ? address.port : 0);
}
