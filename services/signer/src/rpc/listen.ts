/** Listening on the unix socket: folder 0700, socket 0600, a dead process's socket removed, a living one respected. */
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { StartError } from '../config.ts';

/** Throws StartError when the folder is open to others or another signer answers there. */
export async function listen(server: Server, socketPath: string): Promise<void> {
  const folder = dirname(socketPath);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The folder guards the moment between listen and chmod.
  if ((statSync(folder).mode & 0o077) !== 0) {
    throw new StartError(`The folder ${folder} of the socket is open to others: set its mode to 0700.`);
  }
  if (await answers(socketPath)) throw new StartError(`Another signer is already listening on ${socketPath}.`);
  rmSync(socketPath, { force: true });
  server.listen(socketPath);
  await once(server, 'listening');
  chmodSync(socketPath, 0o600);
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socketPath);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
