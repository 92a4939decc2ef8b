/** The browser's way to stretch a PIN: a worker that lives for one call, so that its memory goes with it. */
import type { StretchPin } from '../core/pin-stretch.ts';

export const stretchInWorker: StretchPin = (pin, salt) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pin-stretch.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<Uint8Array>) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener('error', (event) => {
      worker.terminate();
      reject(new Error('pin stretching failed', { cause: event.error }));
    });
    worker.postMessage({ pin, salt }, []);
  });
