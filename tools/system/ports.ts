/** Ports: free ones for the inside, a clear sentence for a wanted one that is taken. */
import { createServer } from 'node:net';
import { SystemError } from './system-error.ts';

/** The wanted port (0: any free one). Throws `system/port-in-use`; `setting` names what to change. */
export async function claimPort(host: string, wanted: number, setting: string): Promise<number> {
  try {
    return await tryPort(host, wanted);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause;
    throw new SystemError(
      'system/port-in-use',
      `端口 ${wanted} 不可用，请用 ${setting} 换一个。/ Port ${wanted} is not available: choose another with ${setting}.`,
      { cause },
    );
  }
}

/** The wanted port when it is free, any other otherwise. */
export async function preferPort(host: string, wanted: number): Promise<number> {
  try {
    return await tryPort(host, wanted);
  } catch {
    return tryPort(host, 0);
  }
}

async function tryPort(host: string, port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, settle);
  });
  const address = server.address();
  await new Promise((settle) => {
    server.close(settle);
  });
  return typeof address === 'object' && address !== null ? address.port : port;
}
